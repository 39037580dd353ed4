using System.Text.Json.Serialization;
using Monitor.Core.Probes;

namespace Monitor.Core.Weaknesses;

/// <summary>Where a weakness stands. Reopened is open: it was mended and came back.</summary>
public enum WeaknessState { Open, Reopened, Accepted, Fixed }

/// <summary>A named person takes the risk for a time.</summary>
/// <param name="Until">First moment at which it is open again.</param>
/// <param name="Severity">The severity that was accepted; a worse one is not.</param>
public sealed record WeaknessAcceptance(string Who, string Reason, DateTimeOffset At, DateTimeOffset Until, FindingSeverity Severity);

/// <summary>One weakness of one target: found by probes, mended by people, and only by probes said to be mended.</summary>
public sealed record Weakness
{
    /// <summary>Number for people, such as W-2026-0042; empty until the ledger has given it one.</summary>
    public string Id { get; init; } = "";

    /// <summary>What makes it the same one when it is seen again; see <see cref="WeaknessKey"/>.</summary>
    public required string Fingerprint { get; init; }

    public required string TargetId { get; init; }

    /// <summary>Kind of the probe that found it: only looks of this kind can say that it is gone.</summary>
    public required string Kind { get; init; }

    public required string Code { get; init; }

    /// <summary>As <see cref="Finding.Subject"/>.</summary>
    public string? Subject { get; init; }

    /// <summary>As of the last look that showed it.</summary>
    public required FindingSeverity Severity { get; init; }

    public required string Message { get; init; }

    public required DateTimeOffset FirstSeen { get; init; }

    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>The last look that counted; one of the same moment or before changes nothing.</summary>
    public required DateTimeOffset LookedAt { get; init; }

    public WeaknessState State { get; init; }

    /// <summary>Last day in Shanghai on which it is in time.</summary>
    public required DateOnly Due { get; init; }

    /// <summary>Who is to mend it.</summary>
    public string? Owner { get; init; }

    /// <summary>When it was first handed to somebody who answers for it.</summary>
    public DateTimeOffset? ReportedAt { get; init; }

    public WeaknessAcceptance? Acceptance { get; init; }

    /// <summary>Looks in a row that reached the target and did not show it.</summary>
    public int Clean { get; init; }

    /// <summary>The look that proved it; null while it is there.</summary>
    public DateTimeOffset? FixedAt { get; init; }

    /// <summary>How often it came back after it was mended.</summary>
    public int Reopenings { get; init; }

    /// <summary>When it last came back.</summary>
    public DateTimeOffset? ReopenedAt { get; init; }

    /// <summary>Rises by one with every stored change.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Since when it has to be mended: found, or found again.</summary>
    [JsonIgnore]
    public DateTimeOffset OpenSince => ReopenedAt ?? FirstSeen;

    /// <summary>The state as it counts now: an acceptance that ran out is none.</summary>
    public WeaknessState StateAt(DateTimeOffset now) => State == WeaknessState.Accepted && Acceptance?.Until <= now
        ? Reopenings > 0 ? WeaknessState.Reopened : WeaknessState.Open
        : State;

    /// <summary>Somebody has to do something about it.</summary>
    public bool IsOpenAt(DateTimeOffset now) => StateAt(now) is WeaknessState.Open or WeaknessState.Reopened;

    /// <summary>Open after its last day.</summary>
    public bool IsOverdueAt(DateTimeOffset now) => IsOpenAt(now) && WeaknessDays.Of(now) > Due;
}
