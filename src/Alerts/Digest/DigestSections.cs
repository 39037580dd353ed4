using System.Globalization;

namespace Monitor.Alerts.Digest;

/// <summary>The letter's tables, in the order people read them.</summary>
internal static class DigestSections
{
    private const int MostStories = 10;
    private const int MostConcerns = 5;
    private const int LongestText = 80;

    public static IEnumerable<DigestSection> Of(DigestData data, DigestAudience audience, Tongue t)
    {
        if (audience != DigestAudience.Security)
            foreach (var section in OfPosts(data, t)) yield return section;
        yield return Alerts(data, t);
        yield return Cases(data, t);
        yield return Targets(data, t);
        if (audience != DigestAudience.Propaganda) yield return Weaknesses(data, t);
        yield return Delivery(data, t);
        if (data.Plans.Count > 0) yield return Plans(data, t);
    }

    private static IEnumerable<DigestSection> OfPosts(DigestData data, Tongue t)
    {
        var first = data.Period == DigestPeriod.Week ? t["日期", "Day"] : t["时段起", "Hour"];
        DigestCell Label(DateTimeOffset at) => data.Period == DigestPeriod.Week ? DigestWords.DayCell(at) : DigestWords.MomentCell(at);
        DigestCell[] Row(DigestCell name, DigestPosts p) => [name, p.Total, p.Negative, p.Neutral, p.Positive];
        var steps = data.Curve.Where(s => s.Posts.Total > 0).Select(s => Row(Label(s.At), s.Posts));
        yield return new(t["帖文情感", "Sentiment of posts"],
            new DigestTable([first, t["合计", "All"], t["负面", "Negative"], t["中性", "Neutral"], t["正面", "Positive"]], [.. steps, Row(t["合计", "All"], data.Posts)]),
            DigestCharts.Trend(data, t));
        var whole = Math.Max(1, data.Topics.Sum(x => x.Posts));
        yield return new(t["话题分布", "Topics"],
            new DigestTable([t["话题", "Topic"], t["帖文", "Posts"], t["占比", "Share"]],
                [.. data.Topics.Where(x => x.Posts > 0).Select(x => (DigestCell[])[DigestWords.Topic(t, x.Topic), x.Posts, Share(t, (double)x.Posts / whole)])]),
            DigestCharts.Shares(data, t));
        yield return new(t["重点话题", "Stories to watch"], new DigestTable(
            [t["内容", "What is said"], t["最高风险", "Highest risk"], t["帖文", "Posts"], t["作者", "Authors"], t["平台", "Platforms"], t["首次出现", "First seen"], t["研判", "Verdict"]],
            [.. data.TopStories.Take(MostStories).Select(s => Story(s, t))]));
        yield return new(t["未答复的群众关切", "Questions without an official answer"], new DigestTable(
            [t["内容", "What is asked"], t["提问人数", "Who ask"], t["帖文", "Posts"], t["首次出现", "First seen"]],
            [.. data.Unanswered.Take(MostConcerns).Select(c => (DigestCell[])[DigestWords.Cut(c.Text, LongestText), c.Askers, c.Posts, DigestWords.MomentCell(c.Since)])]));
    }

    private static DigestCell[] Story(DigestStory s, Tongue t) =>
    [
        DigestWords.Cut(s.Text, LongestText), new(s.MaxRisk.ToString("0.00", CultureInfo.InvariantCulture), s.MaxRisk), s.Posts, s.Authors, s.Platforms,
        DigestWords.MomentCell(s.FirstSeen), DigestWords.Verdict(t, s.Verdict) + (s.Answered ? t["，已回应", ", answered"] : ""),
    ];

    private static DigestSection Alerts(DigestData data, Tongue t)
    {
        var rows = data.Alerts.OrderBy(a => a.Team).ThenByDescending(a => a.Level).Select(a => (DigestCell[])
        [
            DigestWords.Team(t, a.Team), DigestWords.Level(t, a.Level), a.Count, a.Acknowledged,
            a.MeanToAcknowledge is { } mean ? DigestWords.Span(t, mean) : "—", a.NinetiethToAcknowledge is { } most ? DigestWords.Span(t, most) : "—",
            a.Verdicts.Precision is { } right ? new DigestCell($"{DigestWords.Percent(t, right)} ({a.Verdicts.Right}/{a.Verdicts.Judged})") : "—",
        ]);
        var judged = data.Verdicts.Judged == 0 ? t["本期没有人工评价", "none judged by people yet"]
            : t[$"人工评价 {data.Verdicts.Judged} 起，准确 {DigestWords.Percent(t, data.Verdicts.Precision)}", $"{data.Verdicts.Judged} judged by people, {DigestWords.Percent(t, data.Verdicts.Precision)} worth the call"];
        return new(t[$"预警（{judged}）", $"Alerts ({judged})"], new DigestTable(
            [t["部门", "Team"], t["等级", "Level"], t["起数", "Alerts"], t["已确认", "Acknowledged"], t["平均确认用时", "Mean time to acknowledge"], t["九成在此时间内", "Nine of ten within"], t["准确率", "Precision"]], [.. rows]));
    }

    private static DigestSection Cases(DigestData data, Tongue t)
    {
        var c = data.Cases;
        IReadOnlyList<IReadOnlyList<DigestCell>> rows = c.Opened + c.Closed + c.Open == 0 ? [] : [[c.Opened, c.Closed, c.Open, c.Late, c.LateFirstWord, c.LateBriefing, c.LateReply]];
        return new(t["事件办理", "Cases"], new DigestTable([t["新立", "Opened"], t["办结", "Closed"], t["在办", "Open"], t["超时", "Late"], t["首次发声超时", "First word late"], t["发布会超时", "Briefing late"], t["回应超时", "Reply late"]], rows));
    }

    private static DigestSection Targets(DigestData data, Tongue t) => new(t["受保障系统", "Guarded systems"], new DigestTable(
        [
            t["系统", "System"], t["可用率", "Availability"], t["目标", "Goal"], t["已用误差预算", "Error budget used"], t["不可用时长", "Out for"], t["预算时长", "Budget"],
            t["正常", "Up"], t["降级", "Degraded"], t["故障", "Down"], t["无法判断（不计入）", "Unknown (left out)"],
        ],
        [.. data.Targets.Select(x => (DigestCell[])
        [
            x.Name, Share(t, x.Availability), Share(t, x.Slo), Share(t, x.BudgetUsed), DigestWords.Span(t, x.DownFor), DigestWords.Span(t, x.Budget), x.Up, x.Degraded, x.Down, x.Unknown,
        ])]));

    /// <summary>Found, reported, closed (发现、上报、整改): what the plan asks to be told.</summary>
    private static DigestSection Weaknesses(DigestData data, Tongue t)
    {
        DigestCell[] Row(string name, IReadOnlyList<DigestWeakness> of) =>
            [name, of.Sum(w => w.Found), of.Sum(w => w.Reported), of.Sum(w => w.Fixed), of.Sum(w => w.Open), of.Sum(w => w.High), of.Sum(w => w.Overdue)];
        var mean = data.MeanToFix is { } time ? t[$"（平均整改用时 {DigestWords.Span(t, time)}）", $" (mended after {DigestWords.Span(t, time)} on average)"] : "";
        var rows = data.Weaknesses.Select(w => Row(w.Target, [w]));
        return new(t["薄弱点", "Weaknesses"] + mean, new DigestTable(
            [t["系统", "System"], t["新发现", "Found"], t["已上报", "Reported"], t["已整改", "Closed"], t["仍存在", "Open"], t["其中高危", "Of them high"], t["已超期", "Overdue"]],
            data.Weaknesses.Count > 1 ? [.. rows, Row(t["合计", "All"], data.Weaknesses)] : [.. rows]));
    }

    private static DigestSection Delivery(DigestData data, Tongue t)
    {
        var d = data.Delivery;
        IReadOnlyList<IReadOnlyList<DigestCell>> rows = d.Delivered + d.Waiting + d.Dead == 0 ? [] : [[d.Delivered, d.Waiting, d.Dead]];
        return new(t["通知送达", "Delivery of notices"], new DigestTable([t["已送达", "Delivered"], t["等待中", "Waiting"], t["未能送达", "Dead letters"]], rows));
    }

    private static DigestSection Plans(DigestData data, Tongue t) => new(t["下一步安排", "What comes next"], new DigestTable(
        [t["事项", "Matter"], t["起", "From"], t["至", "Until"], t["提示", "Hint"]],
        [.. data.Plans.Select(x => x.Phase is { } phase
            ? (DigestCell[])[phase.Name, DigestWords.DayCell(phase.From), DigestWords.DayCell(phase.Until.AddTicks(-1)), x.Hint]
            : [DigestWords.Topic(t, x.Topic ?? ""), "—", "—", x.Hint])]));

    private static DigestCell Share(Tongue t, double? share) => new(DigestWords.Percent(t, share), share, Percent: true);
}
