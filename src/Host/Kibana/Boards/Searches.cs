using Monitor.Host.Kibana.Objects;

namespace Monitor.Host.Kibana.Boards;

/// <summary>Lists for working through, also opened by themselves in Discover.</summary>
internal static class Searches
{
    public static SavedObject HighRisk(BoardNames names) => SavedSearch.Of(names.Search("high-risk"), "高风险帖文 High-risk posts",
        "值得在扩散前由人核查的帖文，不等于不实。Posts worth a person's check before they spread; not a finding that they are false.", names.PostsView,
        Kql.All(Scope.Posts, Kql.Is("post.risk.band", "high")), "event.id", "post.source", "post.topic", "post.risk.score", "post.title", "message", "url.full");

    /// <summary>Whether a post that nobody has judged tells of a person in distress nobody knows; so neither text nor title is shown.</summary>
    public static SavedObject Unassessed(BoardNames names) => SavedSearch.Of(names.Search("unassessed"), "待评估帖文 Unassessed posts",
        "模型尚未评估的帖文，不显示正文。Posts no model has judged yet; their text is not shown.", names.PostsView,
        Kql.All(Kql.Not(Kql.Has("post.model")), Kql.Is("post.backfill", false)), "event.id", "post.source", "post.platform", "event.created", "url.full");

    public static SavedObject Failed(BoardNames names) => SavedSearch.Of(names.Search("failed-probes"), "检测失败 Failed checks",
        "判为中断或变慢的检测。Checks that found a system down or degraded.", names.ProbesView,
        Kql.Any("probe.state", "down", "degraded"), "monitor.id", "probe.state", "error.type", "error.message", "http.response.status_code", "probe.issues");

    public static SavedObject OpenAlerts(BoardNames names) => SavedSearch.Of(names.Search("open-alerts"), "未结告警记录 Open alert events",
        "写入时尚未解除的告警的每一次判断。Every decision about alerts that were open when it was written.", names.AlertsView,
        Kql.All(Scope.Alerts, Kql.Any("alert.state", "pending", "firing", "acknowledged", "flapping")), "alert.id", "alert.level", "alert.state", "alert.team", "event.action", "alert.title", "message");
}
