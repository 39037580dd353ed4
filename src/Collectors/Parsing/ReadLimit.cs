namespace Monitor.Collectors.Parsing;

/// <summary>
/// Time for reading one answer. Parsers ask it inside their loops: an input made to be endless then costs its own answer and never a worker.
/// Measured by the machine's clock.
/// </summary>
/// <param name="what">What takes the time, for the reason: "reading the feed".</param>
/// <param name="clock">The machine's; another in tests.</param>
internal sealed class ReadLimit(string what, TimeProvider? clock = null)
{
    /// <summary>Real answers take milliseconds, the largest a second.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly long _begun = (clock ?? TimeProvider.System).GetTimestamp();

    /// <exception cref="TookTooLongException">The time is over.</exception>
    public void Check()
    {
        if (_clock.GetElapsedTime(_begun) > Most) throw new TookTooLongException($"{what} took longer than {Most.TotalSeconds:0} s");
    }
}

/// <summary>An answer that takes more time than any real one needs.</summary>
internal sealed class TookTooLongException(string message) : Exception(message);
