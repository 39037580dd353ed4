using Monitor.Alerts.Decide;

namespace Monitor.Alerts.Digest;

/// <summary>The three sentences at the top, each made from the week's figures alone.</summary>
internal static class DigestSentences
{
    public static IReadOnlyList<string> Of(DigestData data) => [Opinion(data), Alerts(data), Systems(data)];

    private static string Opinion(DigestData data)
    {
        var posts = data.Posts;
        if (posts.Total == 0) return "本周没有收到相关公开帖文。";
        var share = DigestWords.Percent((double)posts.Negative / posts.Total);
        var top = data.TopStories.MaxBy(s => s.MaxRisk);
        var story = top is null ? "没有需要关注的传播话题" : $"风险最高的话题有 {top.Posts} 条帖文，涉及 {top.Platforms} 个平台";
        return $"本周共监测公开帖文 {posts.Total} 条，其中负面 {posts.Negative} 条（{share}）；{story}。";
    }

    private static string Alerts(DigestData data)
    {
        var count = data.Alerts.Sum(a => a.Count);
        if (count == 0) return "本周没有发出预警。";
        var acknowledged = data.Alerts.Sum(a => a.Acknowledged);
        var highest = data.Alerts.Where(a => a.Count > 0).Max(a => a.Level);
        var timed = data.Alerts.Where(a => a is { MeanToAcknowledge: not null, Acknowledged: > 0 }).ToList();
        var mean = timed.Count == 0 ? "" : $"，平均 {DigestWords.Span(Mean(timed))}确认";
        return $"本周发出预警 {count} 起，最高等级为{Levels.Name(highest)}，已确认 {acknowledged} 起{mean}。";
    }

    private static TimeSpan Mean(List<DigestAlerts> timed) =>
        timed.Aggregate(TimeSpan.Zero, (sum, a) => sum + (a.MeanToAcknowledge!.Value * a.Acknowledged)) / timed.Sum(a => a.Acknowledged);

    private static string Systems(DigestData data)
    {
        var known = data.Targets.Where(t => t.Availability is not null).ToList();
        if (known.Count == 0) return "本周没有可用的系统检测结果。";
        var worst = known.MinBy(t => t.Availability)!;
        return worst.Down == 0
            ? $"{known.Count} 个受保障系统本周检测均可访问。"
            : $"{known.Count} 个受保障系统中可用率最低的是“{worst.Name}”，为 {DigestWords.Percent(worst.Availability)}（无法判断的检测不计入）。";
    }

}
