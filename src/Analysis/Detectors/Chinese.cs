using System.Globalization;
using Monitor.Core.Judgements;
using Monitor.Core.Text;

namespace Monitor.Analysis.Detectors;

/// <summary>How figures and names read in a Chinese sentence.</summary>
internal static class Chinese
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    public static string Span(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => Invariant($"{span.TotalSeconds:0} 秒"),
        { TotalHours: < 1 } => Invariant($"{span.TotalMinutes:0} 分钟"),
        { TotalDays: < 2 } => Invariant($"{span.TotalHours:0.#} 小时"),
        _ => Invariant($"{span.TotalDays:0.#} 天"),
    };

    /// <summary>Beijing time, as every reader of an alert lives by it.</summary>
    public static string Moment(DateTimeOffset at) => at.ToOffset(Beijing).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static string Topic(string topic) => topic switch
    {
        Topics.PaperLeak => "试题泄露",
        Topics.Cheating => "考试作弊",
        Topics.SystemOutage => "系统故障",
        Topics.Fraud => "招考诈骗",
        Topics.PolicyMisreading => "政策误读",
        Topics.Hype => "炒作",
        Topics.StudentWellbeing => "考生身心",
        Topics.ExamOrder => "考场秩序与环境",
        Topics.Admission => "录取",
        Topics.Praise => "正面评价",
        Topics.OtherExam => "其他考试事项",
        Topics.OffTopic => "无关话题",
        _ => topic,
    };

    public static string Mood(SentimentLabel mood) => mood switch
    {
        SentimentLabel.Negative => "负面",
        SentimentLabel.Positive => "正面",
        _ => "中性",
    };

    public static string Quote(string text, int length)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length <= length ? line : line.CutTo(length) + "…";
    }

    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
