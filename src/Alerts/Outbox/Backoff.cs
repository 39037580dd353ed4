namespace Monitor.Alerts.Outbox;

/// <summary>How long a notice waits after a failed attempt.</summary>
internal sealed class Backoff(Random jitter)
{
    private readonly Lock _gate = new();

    /// <summary>1 s doubling to one hour, half of it by chance so that many notices do not come back together; never sooner than the channel asked.</summary>
    public TimeSpan After(int attempts, TimeSpan? asked)
    {
        var full = TimeSpan.FromSeconds(Math.Min(3600, Math.Pow(2, Math.Clamp(attempts - 1, 0, 12))));
        double chance;
        lock (_gate) chance = jitter.NextDouble();
        var wait = full / 2 * (1 + chance);
        return asked > wait ? asked.Value : wait;
    }
}
