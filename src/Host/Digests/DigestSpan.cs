using System.Globalization;
using Monitor.Alerts.Digest;
using Quartz;

namespace Monitor.Host.Digests;

/// <summary>The stretch of time a letter is about, in Beijing days: a week ends with the day before it is due, a brief at the moment it is due.</summary>
internal sealed record DigestSpan(DigestPeriod Period, DateTimeOffset From, DateTimeOffset Until)
{
    public static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    public TimeSpan Length => Until - From;

    public static DigestSpan Of(DigestPeriod period, DateTimeOffset due)
    {
        if (period == DigestPeriod.Day) return new DigestSpan(period, due.AddDays(-1), due);
        var midnight = new DateTimeOffset(due.ToOffset(Beijing).Date, Beijing);
        return new DigestSpan(period, midnight.AddDays(-7), midnight);
    }

    /// <summary>The newest whole week before now.</summary>
    public static DigestSpan LastWeek(DateTimeOffset now)
    {
        var today = now.ToOffset(Beijing).Date;
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        return Of(DigestPeriod.Week, new DateTimeOffset(monday, Beijing));
    }

    /// <summary>ISO week such as 2026-W24; null when it is none.</summary>
    public static DigestSpan? Week(string text)
    {
        var parts = text.Split("-W");
        if (parts.Length != 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var year) || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var week)
            || year is < 2000 or > 2199 || week < 1 || week > ISOWeek.GetWeeksInYear(year)) return null;
        return Of(DigestPeriod.Week, new DateTimeOffset(ISOWeek.ToDateTime(year, week, DayOfWeek.Monday), Beijing).AddDays(7));
    }

    /// <summary>The brief that is due on a day such as 2026-06-08: at the cron's moment, or at its end when the cron has none on it.</summary>
    public static DigestSpan? Day(string text, string cron)
    {
        if (!DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day.Year is < 2000 or > 2199) return null;
        var midnight = new DateTimeOffset(day, Beijing);
        var due = new CronExpression(cron, Shanghai).GetNextValidTimeAfter(midnight.AddTicks(-1));
        return Of(DigestPeriod.Day, due < midnight.AddDays(1) ? due.Value.ToOffset(Beijing) : midnight.AddDays(1).AddSeconds(-1));
    }
}
