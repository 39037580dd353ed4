using Monitor.Alerts.Digest;
using Monitor.Host.Digests;

namespace Monitor.Host.Board.Pages;

/// <summary>Which letter a page is about: ?week=2026-W24 or ?day=2026-06-08; without either the last whole week.</summary>
internal static class DigestQuery
{
    /// <summary>Null when what is asked for is no week or day.</summary>
    public static DigestSpan? Span(Desk desk, string? week, string? day) =>
        !string.IsNullOrEmpty(day) ? DigestSpan.Day(day, desk.Config.Digest.Daily.Cron) : !string.IsNullOrEmpty(week) ? DigestSpan.Week(week) : DigestSpan.LastWeek(desk.Now);

    /// <summary>The same as a query string.</summary>
    public static string Of(DigestSpan span)
    {
        var name = DigestDesk.Subject(span).Split(':')[1];
        return (span.Period == DigestPeriod.Week ? "week=" : "day=") + name;
    }
}
