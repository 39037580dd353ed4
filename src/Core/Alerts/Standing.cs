namespace Monitor.Core.Alerts;

/// <summary>What one channel has heard of one alert.</summary>
/// <param name="Level">Highest level told.</param>
/// <param name="Flapping">Whether "flapping" was the last word, so that "settled" is due.</param>
/// <param name="Step">Highest step told.</param>
public sealed record Told(string Channel, WarningLevel Level, DateTimeOffset At, bool Flapping = false, int Step = 0);

/// <summary>Why a notice waits for a summary instead of going out by itself.</summary>
public enum HoldCause { Quiet, Grouped, Capped }

/// <summary>One thing to be said that waits for a summary of its channel.</summary>
/// <param name="Id">Id the notice would have had; the same state change is never held twice.</param>
/// <param name="Topic">Detector kind.</param>
public sealed record HeldNotice(
    string Id, string AlertId, string Fingerprint, string Channel, NoticeKind Kind, WarningLevel Level, string Topic, string Title, HoldCause Cause, DateTimeOffset At);

/// <summary>One notice of the last day, for storms and caps.</summary>
/// <param name="Topic">Detector kind, or <see cref="Summary"/>.</param>
public sealed record SentMark(string Channel, string Topic, DateTimeOffset At)
{
    public const string Summary = "summary";
}

/// <summary>What the alert book must know beside alerts and signals; read from the ledger at each look.</summary>
public sealed record Standing
{
    public static Standing None { get; } = new();

    public IReadOnlyList<Silence> Silences { get; init; } = [];

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<HeldNotice> Held { get; init; } = [];

    /// <summary>Notices made in the last 24 hours, letters and tests left out.</summary>
    public IReadOnlyList<SentMark> Sent { get; init; } = [];
}
