using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Monitor.Core.Probes;

namespace Monitor.Host.Drill.Scenarios;

/// <summary>Something that happens once or again and again: a check of a system ends, or people write.</summary>
internal sealed record DrillEvent
{
    private const int MostTimes = 2_000;

    [Description("Moment after the drill's beginning.")]
    public TimeSpan At { get; init; }

    [Description("Time between repetitions.")]
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(10);

    [Description("How often."), Range(1, MostTimes)]
    public int Times { get; init; } = 1;

    [Description("System that is checked; an id of `targets`.")]
    public string? Target { get; init; }

    [Description("What the check finds: up, degraded, down or unknown.")]
    public ProbeState State { get; init; } = ProbeState.Down;

    [Description("Phase in which the check fails: dns, connect, tls, first-byte, body, check.")]
    public string? Phase { get; init; }

    [Description("What the check reports.")]
    public string? Message { get; init; }

    [Description("Where it is written; an id of `sources`.")]
    public string? Source { get; init; }

    [Description("Title of the posts.")]
    public string? Heading { get; init; }

    [Description("Texts of the posts, one for each repetition, then from the beginning again.")]
    public IReadOnlyList<string> Texts { get; init; } = [];

    [Description("Who writes; absent = someone else each time.")]
    public string? Author { get; init; }

    public TimeSpan Last => At + (Every * (Times - 1));

    /// <summary>Key (with its dot) and what is wrong.</summary>
    public IEnumerable<(string Key, string What)> Faults(IReadOnlySet<string> sources, IReadOnlySet<string> targets, TimeSpan limit)
    {
        if (Target is null == Source is null) yield return ("", "expected either a target (a check) or a source (posts)");
        if (Target is { } target && !targets.Contains(target)) yield return (".target", $"no entry of targets has the id '{target}'");
        if (Source is { } source && !sources.Contains(source)) yield return (".source", $"no entry of sources has the id '{source}'");
        if (Source is not null && !Texts.Any(t => t.Trim().Length > 0) && Heading is null) yield return (".texts", "expected at least one text");
        if (Times > 1 && Every < TimeSpan.FromMilliseconds(100)) yield return (".every", "expected at least 100ms");
        if (At < TimeSpan.Zero || Last >= limit) yield return (".at", $"its last repetition would be at {Last}, outside the drill's limit of {limit}");
    }
}
