using Monitor.Analysis.Detectors.ModelDrift;
using Monitor.Core.Judgements;
using Monitor.Host.Board.Markup;

namespace Monitor.Host.Board.Pages;

/// <summary>Drift beside its thresholds, in words.</summary>
internal static class DriftTable
{
    public static Html Of(Desk desk, DriftFigures? drift)
    {
        if (drift is null) return $"<p class=\"empty\">尚未计算。</p>";
        if (drift is not { Day: { } day, Week: { } week })
            return $"<p class=\"empty\">正在收集基准：自 {Times.Tag(drift.ReferenceFrom)} 起的公众帖文，至少到 {Times.Tag(drift.ReferenceUntil)}{(drift.ReferencePosts > 0 ? $"；已有 {drift.ReferencePosts} 条，还不够" : "")}。</p>";

        // The same options the detector judges with.
        var options = desk.Config.Rules.Where(r => r.Enabled).Select(r => r.Options).OfType<ModelDriftOptions>().FirstOrDefault() ?? new ModelDriftOptions();
        var unknown = Math.Max(options.UnknownLeast, options.UnknownFactor * drift.ReferenceUnknown);
        IEnumerable<Html> rows =
        [
            Row("风险分布（PSI）", day.RumourPsi, week.RumourPsi, options.PsiWatch, options.PsiAlarm),
            Row("情绪分布（PSI）", day.SentimentPsi, week.SentimentPsi, options.PsiWatch, options.PsiAlarm),
            Row("未见字对占比", day.Unknown, week.Unknown, unknown, unknown),
            $"<tr><td>帖文数</td><td class=\"num\">{day.Posts}</td><td class=\"num\">{week.Posts}</td><td>少于 {options.MinPosts} 条不作判断</td><td></td></tr>",
        ];
        return $"""
            {Tables.Of("漂移", ["指标", "#最近 24 小时", "#最近 7 天", "#阈值", "7 天结论"], rows, "")}
            <p class="muted">基准期 {Times.Tag(drift.ReferenceFrom)} 至 {Times.Tag(drift.ReferenceUntil)}，{drift.ReferencePosts} 条，其自身未见字对占比 {drift.ReferenceUnknown:0.000}；计算于 {Times.Tag(drift.At)}。</p>
            """;
    }

    private static Html Row(string name, double day, double week, double watch, double alarm)
    {
        Html word = week >= alarm ? (Html)$"<span class=\"badge risk-high\">明显偏移</span>" : week >= watch ? (Html)$"<span class=\"badge risk-unsure\">有所偏移</span>" : $"<span class=\"badge\">稳定</span>";
        Html limits = watch < alarm ? (Html)$"{watch:0.00} / {alarm:0.00}" : $"{alarm:0.000}";
        return $"""
            <tr><td>{name}</td><td class="num">{day:0.000}</td><td class="num">{week:0.000}</td><td class="num">{limits}</td><td>{word}</td></tr>
            """;
    }
}
