using Monitor.Alerts.QuickReport;
using Monitor.Core.Alerts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Probes;
using Monitor.Host.Configuration;

namespace Monitor.Host.Reports;

/// <summary>Hourly counts for the report's attachment: of posts of the story, or of checks of the system.</summary>
internal static class ReportCurves
{
    public const int MostResults = 5_000;

    private const int MostHours = 72;

    public static TargetDefinition? Target(MonitorConfig config, Alert? alert) => alert is null ? null
        : config.Targets.FirstOrDefault(t => t.Id == alert.Subject || alert.Incident == "target:" + t.Id);

    public static ReportCurve OfPosts(IReadOnlyList<Post> posts, int most) => new(
        "话题每小时帖文数", ["帖文", "负面", "高风险"],
        Hours(posts, p => p.Published, g => [g.Count(), g.Count(p => p.Assessment?.Sentiment.Label == SentimentLabel.Negative), g.Count(p => p.Assessment?.Rumour.Band == RiskBand.High)]),
        posts.Count == most ? $"只统计最新的 {most} 条帖文。" : null);

    public static ReportCurve OfProbes(string target, IReadOnlyList<ProbeResult> results) => new(
        $"{target}每小时探测结果", ["正常", "异常", "不可用", "未知"],
        Hours(results, r => r.At, g => [Of(g, ProbeState.Up), Of(g, ProbeState.Degraded), Of(g, ProbeState.Down), Of(g, ProbeState.Unknown)]),
        results.Count == MostResults ? $"只统计最新的 {MostResults} 次探测。" : null);

    private static int Of(IEnumerable<ProbeResult> results, ProbeState state) => results.Count(r => r.State == state);

    /// <summary>Hours without anything are left out; of very long ones the newest are kept.</summary>
    private static List<ReportPoint> Hours<T>(IEnumerable<T> items, Func<T, DateTimeOffset> at, Func<IGrouping<long, T>, IReadOnlyList<int>> count) =>
        [.. items.GroupBy(i => at(i).ToUnixTimeSeconds() / 3600).OrderBy(g => g.Key).TakeLast(MostHours).Select(g => new ReportPoint(DateTimeOffset.FromUnixTimeSeconds(g.Key * 3600), count(g)))];
}
