namespace Monitor.Bench.Comparison;

/// <summary>How much faster than written a story is played; the same for both sides.</summary>
internal sealed class Pace(double factor)
{
    public double Factor => factor;

    /// <summary>Real moment of the story's beginning: when both sides stand.</summary>
    public DateTimeOffset Began { get; set; } = DateTimeOffset.MaxValue;

    /// <summary>How far the story is.</summary>
    public TimeSpan Now => (TimeProvider.System.GetUtcNow() - Began) * factor;

    public TimeSpan Real(TimeSpan story) => story / factor;

    public async Task UntilAsync(TimeSpan story, CancellationToken ct)
    {
        var wait = Real(story - Now);
        if (wait > TimeSpan.Zero) await Task.Delay(wait, TimeProvider.System, ct);
    }
}
