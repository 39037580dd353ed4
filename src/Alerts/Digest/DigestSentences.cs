namespace Monitor.Alerts.Digest;

/// <summary>The three sentences at the top, each made from the period's figures alone.</summary>
internal static class DigestSentences
{
    public static IReadOnlyList<string> Of(DigestData data, Tongue t) => [Opinion(data, t), Alerts(data, t), Systems(data, t)];

    private static string Opinion(DigestData data, Tongue t)
    {
        var posts = data.Posts;
        var when = When(data, t);
        if (posts.Total == 0) return t[$"{when}没有收到相关公开帖文。", $"No public posts were seen {when}."];
        var share = DigestWords.Percent(t, (double)posts.Negative / posts.Total);
        var top = data.TopStories.MaxBy(s => s.MaxRisk);
        var story = top is null ? t["没有需要关注的传播话题", "no story called for attention"] : t[
            $"风险最高的话题有 {top.Posts} 条帖文，涉及 {top.Platforms} 个平台",
            $"the story with the highest risk has {Count(top.Posts, "post")} on {Count(top.Platforms, "platform")}"];
        return t[
            $"{when}共监测公开帖文 {posts.Total} 条{Change(data, t)}，其中负面 {posts.Negative} 条（{share}）；{story}。",
            $"{Count(posts.Total, "public post")} {(posts.Total == 1 ? "was" : "were")} seen {when}{Change(data, t)}, {posts.Negative} of them negative ({share}); {story}."];
    }

    /// <summary>Only where there was a period before to compare with, and enough in it for a percentage to mean something.</summary>
    private static string Change(DigestData data, Tongue t)
    {
        if (data.PostsBefore is not { Total: >= 20 } before) return "";
        var change = (int)Math.Round(100.0 * (data.Posts.Total - before.Total) / before.Total);
        var than = data.Period == DigestPeriod.Week ? t["上周", "the week before"] : t["前一天", "the day before"];
        return change switch
        {
            0 => t[$"，与{than}持平", $", as many as {than}"],
            > 0 => t[$"，比{than}多 {change}%", $", {change}% more than {than}"],
            _ => t[$"，比{than}少 {-change}%", $", {-change}% fewer than {than}"],
        };
    }

    private static string Alerts(DigestData data, Tongue t)
    {
        var count = data.Alerts.Sum(a => a.Count);
        var when = When(data, t);
        if (count == 0) return t[$"{when}没有发出预警。", $"No alert was raised {when}."];
        var acknowledged = data.Alerts.Sum(a => a.Acknowledged);
        var highest = DigestWords.Level(t, data.Alerts.Where(a => a.Count > 0).Max(a => a.Level));
        var timed = data.Alerts.Where(a => a is { MeanToAcknowledge: not null, Acknowledged: > 0 }).ToList();
        var mean = timed.Count == 0 ? "" : t[$"，平均 {DigestWords.Span(t, Mean(timed))}确认", $" after {DigestWords.Span(t, Mean(timed))} on average"];
        return t[
            $"{when}发出预警 {count} 起，最高等级为{highest}，已确认 {acknowledged} 起{mean}。",
            $"{Count(count, "alert")} {(count == 1 ? "was" : "were")} raised {when}, the highest {highest}; {acknowledged} acknowledged{mean}."];
    }

    private static TimeSpan Mean(List<DigestAlerts> timed) =>
        timed.Aggregate(TimeSpan.Zero, (sum, a) => sum + (a.MeanToAcknowledge!.Value * a.Acknowledged)) / timed.Sum(a => a.Acknowledged);

    private static string Systems(DigestData data, Tongue t)
    {
        var known = data.Targets.Where(x => x.Availability is not null).ToList();
        var when = When(data, t);
        if (known.Count == 0) return t[$"{when}没有可用的系统检测结果。", $"No check of a system gave a result {when}."];
        var worst = known.MinBy(x => x.Availability)!;
        return worst.Down == 0
            ? t[$"{known.Count} 个受保障系统{when}检测均可访问。", $"Every check reached its system {when} ({Count(known.Count, "system")})."]
            : t[
                $"{known.Count} 个受保障系统中可用率最低的是“{worst.Name}”，为 {DigestWords.Percent(t, worst.Availability)}（无法判断的检测不计入）。",
                $"Of {Count(known.Count, "system")} the least available was “{worst.Name}” with {DigestWords.Percent(t, worst.Availability)} (checks that could not tell are left out)."];
    }

    private static string When(DigestData data, Tongue t) =>
        data.Period == DigestPeriod.Week ? t["本周", "this week"] : t["过去一天", "in the past day"];

    private static string Count(int count, string noun) => FormattableString.Invariant($"{count} {noun}{(count == 1 ? "" : "s")}");
}
