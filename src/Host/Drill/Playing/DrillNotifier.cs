using Monitor.Core.Alerts;
using Monitor.Core.Contracts;

namespace Monitor.Host.Drill.Playing;

/// <summary>A true channel as an exercise reaches it: nothing passes without the mark, and reality goes first.</summary>
internal sealed class DrillNotifier(INotifier inner, Language language, IDrillGate gate) : INotifier
{
    public TimeSpan Limit => inner.Limit + TimeSpan.FromSeconds(2);

    public IReadOnlyList<string> Preview(Notice notice) => inner.Preview(DrillMark.On(notice, language));

    public Task<Receipt> SendAsync(Notice notice, CancellationToken ct) => SendAsync(notice, _ => Task.CompletedTask, ct);

    public async Task<Receipt> SendAsync(Notice notice, Func<string, Task> note, CancellationToken ct)
    {
        if (await gate.WaitAsync(notice.Channel, ct) is { } wait)
            return new Receipt(DeliveryOutcome.RetryLater, $"an exercise gives way, waits {wait.TotalSeconds:0.#} s", wait) { Held = true };
        return await inner.SendAsync(DrillMark.On(notice, language), note, ct);
    }
}

/// <summary>Says when an exercise may use a channel.</summary>
internal interface IDrillGate
{
    /// <summary>Null = now, else when to ask again.</summary>
    Task<TimeSpan?> WaitAsync(string channel, CancellationToken ct);
}
