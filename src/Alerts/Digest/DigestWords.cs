using System.Globalization;
using Monitor.Core.Alerts;
using Monitor.Core.Text;

namespace Monitor.Alerts.Digest;

/// <summary>How figures read in the letter. Times are Beijing time, as every reader lives by it.</summary>
internal static class DigestWords
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    public static string Team(Team team) => team == Core.Alerts.Team.Security ? "网络安全" : "宣传";

    public static string Span(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => FormattableString.Invariant($"{span.TotalSeconds:0} 秒"),
        { TotalHours: < 1 } => FormattableString.Invariant($"{span.TotalMinutes:0} 分钟"),
        _ => FormattableString.Invariant($"{span.TotalHours:0.#} 小时"),
    };

    /// <summary>Rounded down: one failure in a hundred thousand checks must not read as 100 %.</summary>
    public static string Percent(double? share) => share is { } known
        ? (Math.Floor((known * 10_000) + 1e-6) / 100).ToString("0.##", CultureInfo.InvariantCulture) + "%"
        : "无法判断";

    public static string Day(DateTimeOffset at) => Local(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Moment(DateTimeOffset at) => Local(at).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>ISO 8601 week, such as 2026-W24.</summary>
    public static string Week(DateTimeOffset at)
    {
        var day = Local(at).DateTime;
        return FormattableString.Invariant($"{ISOWeek.GetYear(day)}-W{ISOWeek.GetWeekOfYear(day):00}");
    }

    public static string Cut(string text, int length)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length <= length ? line : line.CutTo(length) + "…";
    }

    private static DateTimeOffset Local(DateTimeOffset at) => at.ToOffset(Beijing);
}
