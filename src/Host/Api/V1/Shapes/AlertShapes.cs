using Monitor.Core.Alerts;
using Monitor.Host.Deciding;

namespace Monitor.Host.Api.V1.Shapes;

/// <summary>An alert.</summary>
/// <param name="Since">When the trouble began.</param>
/// <param name="LevelIssued">Orange and red are proposed until a person issues them.</param>
internal sealed record AlertShape(
    string Id, string Kind, string Subject, Team Team, WarningLevel Level, bool LevelIssued, AlertState State, string Title, string Why, string? Topic, string? Incident, bool Restricted,
    DateTimeOffset Since, DateTimeOffset OpenedAt, DateTimeOffset UpdatedAt, DateTimeOffset? ResolvedAt, string? AcknowledgedBy, DateTimeOffset? AcknowledgedAt, string? IssuedBy)
{
    public static AlertShape Of(Alert a) => new(
        a.Id, a.Kind, a.Subject, a.Team, a.Level, a.LevelIssued, a.State, a.Title, a.Why, a.Topic, a.Incident, a.Restricted,
        a.Since, a.OpenedAt, a.UpdatedAt, a.ResolvedAt, a.AcknowledgedBy, a.AcknowledgedAt, a.IssuedBy);
}

/// <summary>An alert with what is known of it.</summary>
/// <param name="Evidence">Ids of posts, stories, sources or times of checks.</param>
/// <param name="WorthIt">What a person said of it; null while nobody has.</param>
internal sealed record AlertDetail(AlertShape Alert, IReadOnlyList<string> Evidence, bool? WorthIt, IReadOnlyList<NoticeShape> Notices);

internal sealed record NoticeShape(string Id, string Channel, NoticeKind Kind, NoticeStatus Status, int Attempts, DateTimeOffset CreatedAt, DateTimeOffset? DeliveredAt)
{
    public static NoticeShape Of(NoticeRecord n) => new(n.Notice.Id, n.Notice.Channel, n.Notice.Kind, n.Status, n.Notice.Attempts, n.Notice.CreatedAt, n.DeliveredAt);
}

/// <summary>Why each channel heard of an alert or did not, and every decision about it.</summary>
internal sealed record WhyShape(IReadOnlyList<FateShape> Channels, IReadOnlyList<DecisionShape> Decisions, IReadOnlyList<DecisionShape> Before);

internal sealed record FateShape(string Channel, bool Told, string Text)
{
    public static FateShape Of(ChannelFate f) => new(f.Channel, f.Told, f.Text);
}

internal sealed record DecisionShape(DateTimeOffset At, DecisionReason Reason, string Text, bool Notified)
{
    public static DecisionShape Of(Decision d) => new(d.At, d.Reason, d.Text, d.Notified);
}

internal sealed record SilenceShape(
    string Id, string? Kind, string? Subject, Team? Team, WarningLevel? UpTo, string Owner, string Reason, DateTimeOffset From, DateTimeOffset Until, DateTimeOffset? EndedAt, string? EndedBy, bool On)
{
    public static SilenceShape Of(Silence s, DateTimeOffset now) => new(s.Id, s.Kind, s.Subject, s.Team, s.UpTo, s.Owner, s.Reason, s.From, s.Until, s.EndedAt, s.EndedBy, s.IsOn(now));
}

/// <param name="Verdict">right or false-alarm.</param>
internal sealed record VerdictBody(string Verdict);

/// <param name="Alert">Id of the alert whose like is silenced, up to its level and for its team.</param>
/// <param name="Scope">subject = of its kind and subject; kind = of its kind.</param>
/// <param name="Hours">1 to 720.</param>
internal sealed record SilenceBody(string Alert, string Scope, int Hours, string Reason);
