using Monitor.Core.Alerts;

namespace Monitor.Core.Signals;

/// <summary>What a detector saw at one look, with the evidence and the numbers it compared.</summary>
public sealed record Signal
{
    /// <summary>Detector kind: outage, rumour-story, burst, source-silence, certificate, tampering ...</summary>
    public required string Kind { get; init; }

    /// <summary>What it is about: a target, story, topic or source id. Kind and subject make the fingerprint.</summary>
    public required string Subject { get; init; }

    public required Team Team { get; init; }

    /// <summary>Level the detector proposes.</summary>
    public required WarningLevel Level { get; init; }

    /// <summary>
    /// How far it has come, where a trouble announces itself in steps, such as the lines before a certificate's end: a higher step is told anew
    /// even at the same level, each once.
    /// </summary>
    public int Step { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Since when the trouble has lasted, as far as the evidence says.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>One line in Chinese naming what and where.</summary>
    public required string Title { get; init; }

    /// <summary>Why now: the numbers compared, in Chinese.</summary>
    public required string Why { get; init; }

    /// <summary>Ids of posts, stories or probe times that show it.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>Platforms of the posts that show it, the most frequent first; empty when it is about a system or nobody knows.</summary>
    public IReadOnlyList<string> Places { get; init; } = [];

    /// <summary>Most frequent topic of those posts; see <see cref="Judgements.Topics"/>. Null when it is about a system or nobody knows.</summary>
    public string? Topic { get; init; }

    public IReadOnlyDictionary<string, double> Numbers { get; init; } = new Dictionary<string, double>();

    /// <summary>
    /// Firing, positively over, or unknowable now (missing data): only <see cref="SignalState.Clear"/> may resolve an alert.
    /// </summary>
    public SignalState State { get; init; } = SignalState.Firing;

    /// <summary>Key shared by signals that tell of one incident, such as the two teams' signals of a joint one; null when it stands alone.</summary>
    public string? Incident { get; init; }

    /// <summary>About people in distress: holds counts and safe words only, and goes only to those who may see it.</summary>
    public bool Restricted { get; init; }

    public string Fingerprint => Kind + ":" + Subject;
}

public enum SignalState { Firing, Clear, Unknown }
