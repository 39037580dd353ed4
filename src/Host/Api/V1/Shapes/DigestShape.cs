using Monitor.Alerts.Digest;
using Monitor.Core.Alerts;

namespace Monitor.Host.Api.V1.Shapes;

/// <summary>Figures of a period. What the role's letter does not have is null: words of the public for security, weaknesses for propaganda.</summary>
internal sealed record DigestShape(
    DigestPeriod Period, DateTimeOffset From, DateTimeOffset Until, MoodShape? Posts, int? HighRisk, IReadOnlyList<CountShape>? Topics, IReadOnlyList<AskedShape>? Unanswered,
    IReadOnlyList<AlertCountShape> Alerts, int Judged, int JudgedRight, int CasesOpened, int CasesClosed, int CasesOpen, int CasesLate,
    IReadOnlyList<AvailabilityShape> Targets, IReadOnlyList<WeaknessCountShape>? Weaknesses, int Delivered, int Undelivered)
{
    public static DigestShape Of(DigestData d, DigestAudience audience)
    {
        var (words, ways) = (audience != DigestAudience.Security, audience != DigestAudience.Propaganda);
        return new DigestShape(
            d.Period, d.From, d.Until,
            words ? new MoodShape(d.Posts.Negative, d.Posts.Neutral, d.Posts.Positive) : null, words ? d.HighRisk : null,
            words ? [.. d.Topics.Select(t => new CountShape(t.Topic, t.Posts))] : null, words ? [.. d.Unanswered.Select(c => new AskedShape(c.Text, c.Askers, c.Posts, c.Since))] : null,
            [.. d.Alerts.Select(a => new AlertCountShape(a.Team, a.Level, a.Count, a.Acknowledged, a.MeanToAcknowledge?.TotalSeconds))], d.Verdicts.Judged, d.Verdicts.Right,
            d.Cases.Opened, d.Cases.Closed, d.Cases.Open, d.Cases.Late, [.. d.Targets.Select(t => new AvailabilityShape(t.Name, t.Up, t.Degraded, t.Down, t.Unknown, t.Availability))],
            ways ? [.. d.Weaknesses.Select(w => new WeaknessCountShape(w.Target, w.Found, w.Fixed, w.Open, w.Overdue))] : null, d.Delivery.Delivered, d.Delivery.Dead);
    }
}

internal sealed record MoodShape(int Negative, int Neutral, int Positive);

internal sealed record CountShape(string Topic, int Posts);

internal sealed record AskedShape(string Text, int Askers, int Posts, DateTimeOffset Since);

internal sealed record AlertCountShape(Team Team, WarningLevel Level, int Count, int Acknowledged, double? MeanSecondsToAcknowledge);

/// <param name="Availability">0 to 1; null when nothing could tell.</param>
internal sealed record AvailabilityShape(string Name, int Up, int Degraded, int Down, int Unknown, double? Availability);

internal sealed record WeaknessCountShape(string Target, int Found, int Fixed, int Open, int Overdue);
