using System.Threading;

namespace Monitor.Collectors.Probes;

/// <summary>
/// What a check asked and saw, line by line, for a person who wants to know why. Only a check by hand has one; without it nothing is written
/// down, so that the checks of the service cost no more. Never stored.
/// </summary>
public sealed class ProbeTrace
{
    private readonly Lock _gate = new();
    private readonly List<TraceLine> _lines = [];

    /// <summary>Takes secrets out of what is said; the probe that has some sets it before its first word.</summary>
    public Func<string, string>? Mask { get; set; }

    public IReadOnlyList<TraceLine> Lines
    {
        get { lock (_gate) return [.. _lines]; }
    }

    /// <param name="phase">Phase of the check, such as <c>dns</c>, or the name of a step.</param>
    public void Say(string phase, string what, string seen) => Add(new(phase, what, Clean(seen), null, null));

    /// <summary>A condition: what was expected, what was there, and whether that will do.</summary>
    public void Check(string what, string expected, string seen, bool pass) => Add(new("check", Clean(what), Clean(seen), Clean(expected), pass));

    private string Clean(string text) => Mask?.Invoke(text) ?? text;

    private void Add(TraceLine line)
    {
        lock (_gate) _lines.Add(line);
    }
}

/// <param name="Expected">Null where nothing was expected in particular.</param>
/// <param name="Pass">Null for what is no condition.</param>
public sealed record TraceLine(string Phase, string What, string Seen, string? Expected, bool? Pass);
