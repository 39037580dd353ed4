using Microsoft.Extensions.Logging;
using Monitor.Alerts.Outbox;
using Monitor.Core.Contracts;
using Monitor.Tests.Storage;
using Xunit;

namespace Monitor.Tests.Alerts.Outbox;

public sealed class DrainTwiceTests
{
    /// <summary>The composition drains before it closes the store; the container, which knows nothing of that, drains again.</summary>
    [Fact]
    public async Task The_second_end_asks_nothing_of_a_closed_store()
    {
        var said = new Said();
        var database = new TempDatabase();
        var pump = new OutboxPump(database.Ledger, new Dictionary<string, INotifier>(), TimeProvider.System, new Random(7), said);
        await pump.PumpAsync(default);
        await pump.DrainAsync(default);
        var noted = await database.Ledger.DeliverySeenAsync(default);
        await database.DisposeAsync();
        await pump.DisposeAsync();
        Assert.NotNull(noted);
        Assert.Empty(said.Lines);
    }

    private sealed class Said : ILogger<OutboxPump>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Add(formatter(state, exception));
    }
}
