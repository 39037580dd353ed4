using Monitor.Core.Alerts;
using Monitor.Host.Kibana.Lens;
using Monitor.Host.Kibana.Objects;

namespace Monitor.Host.Kibana.Boards;

/// <summary>What is said, how it feels, what deserves a check, what spreads, and where.</summary>
internal static class PropagandaBoard
{
    private const string High = "post.risk.band: \"high\"";
    private const string Negative = "post.sentiment.label: \"negative\"";

    public static SavedObject Of(BoardNames names, SavedObject highRisk) => Dashboard.Of(names.Propaganda, "考季舆情看板 Propaganda board",
        "帖文、情绪、核查优先级、热点事件、关键词与来源。Posts, sentiment, risk bands, hot stories, keywords and sources.", "now-24h", names.PostsView, Controls, Panels(names, highRisk));

    private static IReadOnlyList<Control> Controls =>
    [
        new("source", "来源 Source", "post.source"), new("platform", "平台 Platform", "post.platform"), new("topic", "话题 Topic", "post.topic"), new("band", "核查优先级 Band", "post.risk.band"),
    ];

    private static IReadOnlyList<Panel> Panels(BoardNames names, SavedObject highRisk) =>
    [
        Panel.OfMarkdown("guide", new(0, 0, 48, 6), Guide.Propaganda(names)),
        Lens(names, "posts", new(0, 6, 12, 6), "帖文数 Posts", "所选时间内发布的帖文。", Chart.Metric(Column.Count("posts", "帖文"))),
        Lens(names, "negative", new(12, 6, 12, 6), "负面帖文 Negative posts", "情绪为负面的帖文。", Chart.Metric(Column.Count("posts", "负面帖文", Negative))),
        Lens(names, "high", new(24, 6, 12, 6), "高优先级待核 High-risk posts", "值得在扩散前由人核查的帖文。", Chart.Metric(Column.Count("posts", "高优先级", High))),
        Lens(names, "unassessed", new(36, 6, 12, 6), "待评估 Unassessed", "模型尚未评估的帖文。", Chart.Metric(Column.Count("posts", "待评估", Kql.Not(Kql.Has("post.model"))))),
        Lens(names, "moods", new(0, 12, 24, 12), "情绪走势 Sentiment over time", "各情绪的帖文数。", Chart.Xy("bar_stacked", Column.OverTime("at"), Column.Named("mood", "情绪", Words.Moods), Column.Count("posts", "帖文"))),
        Lens(names, "bands", new(24, 12, 24, 12), "核查优先级走势 Risk bands over time", "各优先级的帖文数。", Chart.Xy("bar_stacked", Column.OverTime("at"), Column.Named("band", "核查优先级", Words.Bands), Column.Count("posts", "帖文"))),
        Lens(names, "stories", new(0, 24, 32, 15), "热点事件（点击编号打开）Hot stories", "说同一件事的帖文归为一个事件。", Chart.Table(
            Column.Terms("story", "事件", "post.story", 30, "posts"), Column.Last("title", "概述", "post.story_title"), Column.Count("posts", "帖文"), Column.Distinct("platforms", "平台数", "post.platform"),
            Column.Distinct("sources", "来源数", "post.source"), Column.Max("risk", "最高核查分", "post.risk.score"), Column.LastSeen("at", "最近")), Kql.Has("post.story")),
        Lens(names, "keywords", new(32, 24, 16, 15), "关键词 Keywords", "词典中的词，字越大提到的帖文越多。", Chart.Cloud(Column.Terms("word", "关键词", "post.keywords", 50, "posts"), Column.Count("posts", "帖文"))),
        Lens(names, "topics", new(0, 39, 16, 14), "话题 Topics", "各话题的帖文数。", Chart.Xy("bar_horizontal", Column.Named("topic", "话题", Words.TopicNames), null, Column.Count("posts", "帖文"))),
        Lens(names, "platforms", new(16, 39, 12, 14), "平台与情绪 Platforms", "各平台的帖文数与情绪。", Chart.Xy("bar_horizontal_stacked", Column.Terms("platform", "平台", "post.platform", 10, "posts"), Column.Named("mood", "情绪", Words.Moods), Column.Count("posts", "帖文"))),
        Lens(names, "sources", new(28, 39, 20, 14), "来源 Sources", "各来源的帖文、负面、高优先级与最近发布时间。", Chart.Table(
            Column.Terms("source", "来源", "post.source", 30, "posts"), Column.Count("posts", "帖文"), Column.Count("negative", "负面", Negative), Column.Count("high", "高优先级", High), Column.LastSeen("at", "最近"))),
        Panel.OfSearch("high-risk", new(0, 53, 48, 15), highRisk),
        AlertPanels.Table(names, new(0, 68, 32, 14), Team.Propaganda),
        AlertPanels.Levels(names, new(32, 68, 16, 14), Team.Propaganda),
    ];

    private static Panel Lens(BoardNames names, string id, Place place, string title, string description, Chart chart, string also = "") =>
        Panel.OfLens(id, place, title, description, names.PostsView, Kql.All(Scope.Posts, also), chart);
}
