using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Host.Configuration;
using Monitor.Host.Drill.Playing;
using Monitor.Storage.Sqlite;
using Xunit;

namespace Monitor.Tests.Host.Drill;

/// <summary>Reality goes first, on a true outbox.</summary>
public sealed class DrillGateTests : IAsyncLifetime
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("gate");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2027, 6, 28, 9, 0, 0, TimeSpan.Zero));
    private readonly MonitorConfig _config = new() { Channels = [new() { Id = "group", Kind = "wecom" }, new() { Id = "mail", Kind = "email" }] };
    private SqliteStore _store = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private DrillGate Gate => new(_store.Ledger, _config, _time);

    public async ValueTask InitializeAsync() => _store = await SqliteStore.OpenAsync(_home.FullName, _time, NullLoggerFactory.Instance, Ct);

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _home.Delete(recursive: true);
    }

    [Fact]
    public async Task A_real_notice_that_waits_holds_the_drill_on_its_channel_alone()
    {
        await PutAsync("mail");
        Assert.NotNull(await Gate.WaitAsync("mail", Ct));
        Assert.Null(await Gate.WaitAsync("group", Ct));
    }

    [Fact]
    public async Task Once_it_is_delivered_the_drill_goes_on()
    {
        await PutAsync("mail");
        var leased = await _store.Ledger.LeaseAsync("mail", TimeSpan.FromMinutes(1), _time.GetUtcNow(), Ct);
        Assert.NotNull(await Gate.WaitAsync("mail", Ct));
        await _store.Ledger.SettleAsync(leased!, new Receipt(DeliveryOutcome.Delivered, "ok"), _time.GetUtcNow(), null, Ct);
        Assert.Null(await Gate.WaitAsync("mail", Ct));
    }

    [Fact]
    public async Task One_that_has_waited_long_waits_for_a_broken_channel_and_holds_nobody()
    {
        await PutAsync("mail");
        _time.Advance(TimeSpan.FromMinutes(3));
        Assert.Null(await Gate.WaitAsync("mail", Ct));
    }

    [Fact]
    public async Task A_robot_gives_a_drill_a_third_of_its_minute()
    {
        var gate = Gate;
        for (var i = 0; i < 6; i++) Assert.Null(await gate.WaitAsync("group", Ct));
        Assert.Equal(TimeSpan.FromMinutes(1), await gate.WaitAsync("group", Ct));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await gate.WaitAsync("group", Ct));
    }

    private Task PutAsync(string channel) => _store.Ledger.CommitAsync(
        new JudgeOutcome { Notices = [new Notice { Id = "real", Kind = NoticeKind.Opened, Channel = channel, Level = WarningLevel.Blue, Subject = "s", Text = "t", CreatedAt = _time.GetUtcNow() }] }, Ct);
}
