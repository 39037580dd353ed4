using System.Text.Json.Nodes;
using Monitor.Host.Kibana.Objects;

namespace Monitor.Host.Kibana.Boards;

/// <summary>The three data views: Chinese names of the fields, links to Monitor's own board, and what Discover leaves out.</summary>
internal static class Views
{
    public static SavedObject Posts(BoardNames names) => DataView.Of(names.PostsView, names.PostsPattern, "Monitor 帖文 Posts",
        [
            ("@timestamp", "发布时间"), ("event.created", "首次看到"), ("event.id", "帖文"), ("message", "正文（已脱敏）"), ("url.full", "原帖"), ("url.domain", "站点"),
            ("post.source", "来源"), ("post.platform", "平台"), ("post.role", "来源性质"), ("post.title", "标题"), ("post.story", "事件"), ("post.story_title", "事件概述"),
            ("post.topic", "话题"), ("post.keywords", "关键词"), ("post.form", "表达形式"), ("post.relevance", "相关度"), ("post.sentiment.label", "情绪"),
            ("post.sentiment.negative", "负面概率"), ("post.risk.band", "核查优先级"), ("post.risk.score", "核查分"), ("post.heat", "热度"), ("post.replies", "回复数"),
            ("post.rank", "榜单位置"), ("post.model", "模型版本"),
        ],
        [
            ("event.id", DataView.Link(names.PublicUrl, "posts")), ("post.story", DataView.Link(names.PublicUrl, "stories")), ("url.full", DataView.WebLink()),
        ],
        ["post.author.*", "post.folded", "post.assessment", "post.tally"]);

    public static SavedObject Probes(BoardNames names) => DataView.Of(names.ProbesView, names.ProbesPattern, "Monitor 系统检测 Probes",
        [
            ("@timestamp", "检测时间"), ("monitor.id", "系统"), ("monitor.status", "通断"), ("monitor.duration.us", "总耗时"), ("probe.state", "状态"), ("probe.findings", "检测项"),
            ("probe.issues", "发现的问题"), ("probe.severity", "最高严重程度"), ("probe.certificate_days", "证书剩余天数"), ("tls.server.x509.not_after", "证书到期"),
            ("tls.server.x509.subject.common_name", "证书名称"), ("tls.server.x509.issuer.common_name", "签发者"), ("error.type", "失败环节"), ("error.message", "失败说明"),
            ("http.response.status_code", "状态码"), ("resolve.rtt.us", "域名解析"), ("tcp.rtt.connect.us", "连接"), ("tls.rtt.handshake.us", "加密握手"),
            ("http.rtt.response_header.us", "首字节"), ("http.rtt.content.us", "内容"),
        ],
        [
            ("monitor.id", DataView.Link(names.PublicUrl, "targets")),
            .. new[] { "monitor.duration.us", "resolve.rtt.us", "tcp.rtt.connect.us", "tls.rtt.handshake.us", "http.rtt.response_header.us", "http.rtt.content.us" }.Select(f => (f, (JsonObject?)DataView.Micros())),
        ],
        ["probe.result"]);

    public static SavedObject Alerts(BoardNames names) => DataView.Of(names.AlertsView, names.AlertsPattern, "Monitor 告警记录 Alert events",
        [
            ("@timestamp", "时间"), ("alert.id", "告警"), ("alert.title", "标题"), ("alert.level", "级别"), ("alert.issued", "级别已签发"), ("alert.state", "状态"), ("alert.team", "处置组"),
            ("alert.topic", "话题"), ("alert.notified", "已通知"), ("event.action", "判断"), ("rule.name", "告警类型"), ("message", "说明"), ("alert.fingerprint", "指纹"),
        ],
        [
            ("alert.id", DataView.Link(names.PublicUrl, "alerts")),
        ],
        ["alert.decision"]);
}
