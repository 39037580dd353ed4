namespace Monitor.Core.Alerts;

/// <summary>Ascending: blue (IV) &lt; yellow (III) &lt; orange (II) &lt; red (I). Always written as a word beside any colour.</summary>
public enum WarningLevel { Blue, Yellow, Orange, Red }

public enum Team { Propaganda, Security }

public enum AlertState { Pending, Firing, Acknowledged, Resolved, Flapping }

/// <summary>The life of one trouble.</summary>
public sealed record Alert
{
    public required string Id { get; init; }

    /// <summary>Kind and subject of its signal; at most one unresolved alert has it.</summary>
    public required string Fingerprint { get; init; }

    public required string Kind { get; init; }

    public required string Subject { get; init; }

    public required Team Team { get; init; }

    public required WarningLevel Level { get; init; }

    /// <summary>As <see cref="Signals.Signal.Step"/>; it only rises while the alert lives.</summary>
    public int Step { get; init; }

    /// <summary>Orange and red are proposed until a person (or config) issues them.</summary>
    public bool LevelIssued { get; init; }

    public required AlertState State { get; init; }

    public required string Title { get; init; }

    public required string Why { get; init; }

    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>As <see cref="Signals.Signal.Places"/>.</summary>
    public IReadOnlyList<string> Places { get; init; } = [];

    /// <summary>As <see cref="Signals.Signal.Topic"/>.</summary>
    public string? Topic { get; init; }

    /// <summary>Key shared by alerts of one incident; see <see cref="Signals.Signal.Incident"/>.</summary>
    public string? Incident { get; init; }

    /// <summary>Shown and sent only to those who may see it; see <see cref="Signals.Signal.Restricted"/>.</summary>
    public bool Restricted { get; init; }

    public required DateTimeOffset Since { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Last look at which the signal was firing; hold-down before resolving counts from here.</summary>
    public required DateTimeOffset LastFiring { get; init; }

    public string? AcknowledgedBy { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }

    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>Who issued a proposed orange or red; null while proposed, or when config issued it.</summary>
    public string? IssuedBy { get; init; }

    /// <summary>Which channels have heard what. Null on alerts stored before this was kept: then everyone who hears it has.</summary>
    public IReadOnlyList<Told>? Told { get; init; }

    /// <summary>Latest moments at which its signal turned between firing and clear; see docs/decisions/0011.</summary>
    public IReadOnlyList<DateTimeOffset> Turns { get; init; } = [];

    public int Reminders { get; init; }

    public DateTimeOffset? RemindedAt { get; init; }

    /// <summary>Steps of the on-call roster it was passed on to.</summary>
    public IReadOnlyList<string> PassedTo { get; init; } = [];

    /// <summary>Rises by one with every stored change; part of each notice's idempotency key.</summary>
    public int Version { get; init; }
}

/// <summary>Why the alert book did or did not speak. Every look at every signal ends in one of these.</summary>
public enum DecisionReason
{
    Opened, Escalated, StillFiring, Acknowledged, HeldDown, Resolved, Reopened, UnknownKept, NothingToResolve, Backfill, BelowThreshold,
    Silenced, Maintenance, Inhibited, Quiet, Grouped, Capped, Flapping, Settled, Released, Reminded, PassedOn, Issued, Summarised,
    FailedOver,
}

/// <summary>One decision as stored: "why did I get this, why not" is answered from these.</summary>
public sealed record Decision(string Fingerprint, string? AlertId, DateTimeOffset At, DecisionReason Reason, string Text, bool Notified);
