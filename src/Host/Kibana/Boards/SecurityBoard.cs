using Monitor.Core.Alerts;
using Monitor.Host.Kibana.Lens;
using Monitor.Host.Kibana.Objects;

namespace Monitor.Host.Kibana.Boards;

/// <summary>Which systems are reachable, where the time goes, which certificates end, what was found, and what was alarmed.</summary>
internal static class SecurityBoard
{
    /// <summary>A check that could not tell says nothing about availability. Of the whole panel: a list cannot be put in order by a column that has a filter of its own everywhere.</summary>
    private const string Told = "monitor.status: *";

    private const string Down = "probe.state: \"down\"";

    public static SavedObject Of(BoardNames names, SavedObject failed) => Dashboard.Of(names.Security, "系统安全看板 Security board",
        "可用性、各环节耗时、证书、检测发现与告警。Availability, phase timings, certificates, findings and alerts.", "now-24h", names.ProbesView, Controls, Panels(names, failed));

    private static IReadOnlyList<Control> Controls => [new("target", "系统 Target", "monitor.id"), new("state", "状态 State", "probe.state"), new("phase", "失败环节 Phase", "error.type")];

    private static IReadOnlyList<Panel> Panels(BoardNames names, SavedObject failed) =>
    [
        Panel.OfMarkdown("guide", new(0, 0, 48, 6), Guide.Security(names)),
        Lens(names, "availability", new(0, 6, 12, 6), "可用率 Availability", "通断明确的检测中系统可用的比例。", Chart.Metric(Availability), Told),
        Lens(names, "down", new(12, 6, 12, 6), "中断次数 Failed checks", "判为中断的检测次数。", Chart.Metric(Column.Count("checks", "中断", Down))),
        Lens(names, "targets-down", new(24, 6, 12, 6), "出现过中断的系统 Targets with failures", "所选时间内至少一次中断的系统数。", Chart.Metric(Column.Distinct("targets", "系统", "monitor.id", Down))),
        Lens(names, "certificate", new(36, 6, 12, 6), "最先到期证书剩余天数 Days to the first expiry", "各系统证书剩余天数的最小值，负数为已过期。", Chart.Metric(Column.Min("days", "天", "probe.certificate_days"))),
        Lens(names, "states", new(0, 12, 24, 12), "状态走势 States over time", "各状态的检测次数。", Chart.Xy("bar_stacked", Column.OverTime("at"), Column.Named("state", "状态", Words.States), Column.Count("checks", "检测"))),
        Lens(names, "availability-targets", new(24, 12, 24, 12), "各系统可用率 Availability by target", "可用率最低的十个系统。", Chart.Xy("line", Column.OverTime("at"), Column.Terms("target", "系统", "monitor.id", 10, "up", ascending: true), Availability), Told),
        Lens(names, "targets", new(0, 24, 48, 13), "系统一览（点击编号打开）Targets", "每行一个系统，可用率低的在前；只计通断明确的检测。", Chart.Table(
            Column.Terms("target", "系统", "monitor.id", 50, "up", ascending: true), Availability, Column.Count("checks", "检测次数"), Column.Count("down", "中断次数", Down), Column.Median("median", "耗时中位数", "monitor.duration.us"),
            Column.Percentile("p95", "耗时 P95", "monitor.duration.us", 95), Column.Last("state", "最近状态", "probe.state"), Column.Last("code", "最近状态码", "http.response.status_code", "number"), Column.LastSeen("at", "最近检测")), Told),
        Lens(names, "phases", new(0, 37, 32, 13), "各环节耗时 Phase timings", "各环节耗时的中位数。", Chart.Xy("bar_stacked", Column.OverTime("at"), null,
            Column.Median("dns", "域名解析 DNS", "resolve.rtt.us"), Column.Median("connect", "连接 Connect", "tcp.rtt.connect.us"), Column.Median("tls", "加密握手 TLS", "tls.rtt.handshake.us"),
            Column.Median("first", "首字节 First byte", "http.rtt.response_header.us"), Column.Median("body", "内容 Body", "http.rtt.content.us"))),
        Lens(names, "failures", new(32, 37, 16, 13), "失败环节 Failed phases", "失败或变慢的检测停在哪一环节。", Chart.Xy("bar_horizontal", Column.Named("phase", "环节", Words.Phases), null, Column.Count("checks", "检测")), Kql.Has("error.type")),
        Lens(names, "certificates", new(0, 50, 24, 13), "证书 Certificates", "剩余天数少的在前；更换证书后旧值在所选时间内仍计入最少天数。", Chart.Table(
            Column.Terms("target", "系统", "monitor.id", 50, "least", ascending: true), Column.Last("days", "剩余天数", "probe.certificate_days", "number"), Column.Last("until", "到期", "tls.server.x509.not_after", "date"),
            Column.Last("name", "名称", "tls.server.x509.subject.common_name"), Column.Last("issuer", "签发者", "tls.server.x509.issuer.common_name"), Column.Min("least", "最少天数", "probe.certificate_days")), Kql.Has("probe.certificate_days")),
        Lens(names, "findings", new(24, 50, 24, 13), "检测发现 Findings", "除提示外的检测发现。", Chart.Table(
            Column.Terms("issue", "发现", "probe.issues", 30, "checks"), Column.Last("severity", "最近严重程度", "probe.severity"), Column.Distinct("targets", "系统数", "monitor.id"), Column.Count("checks", "次数"), Column.LastSeen("at", "最近")), Kql.Has("probe.issues")),
        Panel.OfSearch("failed-probes", new(0, 63, 48, 14), failed),
        AlertPanels.Table(names, new(0, 77, 32, 14), Team.Security),
        AlertPanels.Levels(names, new(32, 77, 16, 14), Team.Security),
    ];

    private static Column Availability => Column.Average("up", "可用率", "summary.up", percentDecimals: 2);

    private static Panel Lens(BoardNames names, string id, Place place, string title, string description, Chart chart, string also = "") =>
        Panel.OfLens(id, place, title, description, names.ProbesView, also, chart);
}
