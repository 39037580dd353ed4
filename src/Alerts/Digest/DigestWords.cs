using System.Globalization;
using Monitor.Core.Alerts;
using Monitor.Core.Cases;
using Monitor.Core.Judgements;
using Monitor.Core.Text;

namespace Monitor.Alerts.Digest;

/// <summary>How figures read in the letter. Times are Beijing time, as every reader lives by it.</summary>
internal static class DigestWords
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    public static string Team(Tongue t, Team team) => team == Core.Alerts.Team.Security ? t["网络安全", "Security"] : t["宣传", "Propaganda"];

    public static string Level(Tongue t, WarningLevel level) => Levels.Name(level, t.Language);

    public static string Verdict(Tongue t, CaseVerdict? verdict) => verdict switch
    {
        CaseVerdict.True => t["属实", "True"],
        CaseVerdict.False => t["不实", "False"],
        CaseVerdict.Partly => t["部分属实", "Partly true"],
        CaseVerdict.Unverifiable => t["无法核实", "Cannot be verified"],
        CaseVerdict.RealFault => t["确有故障", "A real fault"],
        _ => t["未研判", "Not judged"],
    };

    public static string Topic(Tongue t, string topic) => topic switch
    {
        Topics.PaperLeak => t["试题泄露", "Leaked papers"],
        Topics.Cheating => t["考试作弊", "Cheating"],
        Topics.SystemOutage => t["系统故障", "System outages"],
        Topics.Fraud => t["诈骗", "Fraud"],
        Topics.PolicyMisreading => t["政策误读", "Misread policy"],
        Topics.Hype => t["炒作状元", "Hype"],
        Topics.ExamOrder => t["考场秩序", "Order at the exams"],
        Topics.Admission => t["招生录取", "Admission"],
        Topics.Praise => t["正面评价", "Praise"],
        _ => t["其他考试话题", "Other exam matters"],
    };

    public static string Span(Tongue t, TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => FormattableString.Invariant($"{span.TotalSeconds:0}") + t[" 秒", " s"],
        { TotalHours: < 1 } => FormattableString.Invariant($"{span.TotalMinutes:0}") + t[" 分钟", " min"],
        _ => FormattableString.Invariant($"{span.TotalHours:0.#}") + t[" 小时", " h"],
    };

    /// <summary>Rounded down: one failure in a hundred thousand checks must not read as 100 %.</summary>
    public static string Percent(Tongue t, double? share) => share is { } known
        ? (Math.Floor((known * 10_000) + 1e-6) / 100).ToString("0.##", CultureInfo.InvariantCulture) + "%"
        : t["无法判断", "unknown"];

    public static string Day(DateTimeOffset at) => Local(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string ShortDay(DateTimeOffset at) => Local(at).ToString("MM-dd", CultureInfo.InvariantCulture);

    public static string Hour(DateTimeOffset at) => Local(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    public static string Moment(DateTimeOffset at) => Local(at).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static DigestCell DayCell(DateTimeOffset at) => new(Day(at)) { When = Local(at).Date, DayOnly = true };

    public static DigestCell MomentCell(DateTimeOffset at) => new(Moment(at)) { When = Local(at).DateTime };

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
