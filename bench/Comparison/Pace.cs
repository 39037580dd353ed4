namespace Monitor.Bench.Comparison;

/// <summary>How much faster than written a story is played; the same for both sides. It begins a little after this is made, so that both can start.</summary>
internal sealed class Pace(double factor)
{
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(8);

    private readonly long _made = TimeProvider.System.GetTimestamp();

    public double Factor => factor;

    /// <summary>Real moment of the story's beginning.</summary>
    public DateTimeOffset Began { get; } = TimeProvider.System.GetUtcNow() + Lead;

    /// <summary>How far the story is; negative before it begins.</summary>
    public TimeSpan Now => (TimeProvider.System.GetElapsedTime(_made) - Lead) * factor;

    public TimeSpan Real(TimeSpan story) => story / factor;

    public async Task UntilAsync(TimeSpan story, CancellationToken ct)
    {
        var wait = Real(story - Now);
        if (wait > TimeSpan.Zero) await Task.Delay(wait, TimeProvider.System, ct);
    }
}
