using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Signals;
using static Monitor.Analysis.Detectors.Chinese;

namespace Monitor.Analysis.Detectors.ModelDrift;

/// <summary>
/// The posts of the last week are no longer like those of the model's first weeks, so its judgements deserve less trust. Fires on the week, since one
/// busy day of a season is no drift. That is no trouble of a system or of a crowd: blue, for those who label.
/// </summary>
internal sealed class ModelDriftDetector(ModelDriftOptions options) : IDetector
{
    public const string KindName = "model-drift";

    private const string Risk = "risk-score";
    private const string Mood = "mood-share";
    private const string Words = "words";

    public string Kind => KindName;

    public IEnumerable<Signal> Detect(JudgeWindow window)
    {
        var open = new OpenSubjects(KindName, Team.Propaganda, window);
        if (window.Drift is { Week: { } week } drift && week.Posts >= options.MinPosts)
        {
            foreach (var (subject, title, value, limit, then) in Compared(drift, week))
            {
                if (value >= limit) yield return open.Firing(Fire(subject, title, value, limit, then, week, drift, window));
                else if (open.Contains(subject)) yield return open.Clear(subject, title, Invariant($"最近 7 天为 {value:0.000}，低于阈值 {limit:0.000}。"));
            }
        }

        foreach (var subject in open.Rest())
        {
            yield return window.Drift is { Week: null }
                ? open.Clear(subject, "模型已更换", "模型已更换，漂移基准正在重新建立；预警随之关闭，不代表已恢复。")
                : open.Unknown(subject, "漂移情况未知", $"最近 7 天可比较的帖文不足 {options.MinPosts} 条，或尚未计算。");
        }
    }

    private IEnumerable<(string Subject, string Title, double Value, double Limit, string Then)> Compared(DriftFigures drift, DriftSpan week)
    {
        yield return (Risk, "风险分布与基准期不同", week.RumourPsi, options.PsiAlarm, "群体稳定性指数（PSI）");
        yield return (Mood, "情绪分布与基准期不同", week.SentimentPsi, options.PsiAlarm, "群体稳定性指数（PSI）");
        var limit = Math.Max(options.UnknownLeast, options.UnknownFactor * drift.ReferenceUnknown);
        yield return (Words, "出现大量基准期没有的用词", week.Unknown, limit, Invariant($"未见字对占比（基准期自身 {drift.ReferenceUnknown:0.000}）"));
    }

    private static Signal Fire(string subject, string title, double value, double limit, string measure, DriftSpan week, DriftFigures drift, JudgeWindow window) => new()
    {
        Kind = KindName,
        Subject = subject,
        Team = Team.Propaganda,
        Level = WarningLevel.Blue,
        At = window.Now,
        Since = drift.At,
        Title = "模型漂移：" + title,
        Why = Invariant($"最近 7 天 {week.Posts} 条帖文，{measure} {value:0.000}，阈值 {limit:0.000}；基准期 {Moment(drift.ReferenceFrom)} 至 {Moment(drift.ReferenceUntil)} 共 {drift.ReferencePosts} 条。模型判断可能变得不准，请在“模型”页标注待标帖文，必要时重新训练。"),
        Numbers = new Dictionary<string, double> { ["value"] = value, ["limit"] = limit, ["posts"] = week.Posts, ["reference"] = drift.ReferencePosts },
    };
}
