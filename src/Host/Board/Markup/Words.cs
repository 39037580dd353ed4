using Monitor.Alerts;
using Monitor.Core.Alerts;
using Monitor.Core.Judgements;
using Monitor.Core.Probes;
using Monitor.Core.Security;
using Monitor.Core.Sources;
using static Monitor.Host.Board.Speech.Tongue;

namespace Monitor.Host.Board.Markup;

/// <summary>The word for every value a person sees, in the reader's language.</summary>
internal static class Words
{
    public static string Of(WarningLevel level) => Say(Levels.Colour(level));

    public static string Of(Team team) => Say(team == Team.Propaganda ? "宣传" : "网安");

    public static string Of(AlertState state) => Say(state switch
    {
        AlertState.Pending => "待确认",
        AlertState.Firing => "告警中",
        AlertState.Acknowledged => "已受理",
        AlertState.Resolved => "已解除",
        _ => "反复",
    });

    public static string Of(DecisionReason reason) => Say(reason switch
    {
        DecisionReason.Opened => "新告警",
        DecisionReason.Escalated => "升级",
        DecisionReason.StillFiring => "仍在持续",
        DecisionReason.Acknowledged => "已受理",
        DecisionReason.HeldDown => "观察期",
        DecisionReason.Resolved => "已解除",
        DecisionReason.Reopened => "再次告警",
        DecisionReason.UnknownKept => "数据缺失，保持",
        DecisionReason.NothingToResolve => "无需解除",
        DecisionReason.Backfill => "历史补录",
        DecisionReason.Silenced => "静默",
        DecisionReason.Maintenance => "维护时段",
        DecisionReason.Inhibited => "已知原因",
        DecisionReason.Quiet => "免打扰",
        DecisionReason.Grouped => "合并",
        DecisionReason.Capped => "达到上限",
        DecisionReason.Flapping => "反复",
        DecisionReason.Settled => "已稳定",
        DecisionReason.Released => "补发",
        DecisionReason.Reminded => "提醒",
        DecisionReason.PassedOn => "转告",
        DecisionReason.Issued => "签发",
        DecisionReason.Summarised => "已汇总",
        DecisionReason.FailedOver => "改由备用渠道",
        _ => "低于阈值",
    });

    public static string Of(SentimentLabel label) => Say(label switch
    {
        SentimentLabel.Negative => "负面",
        SentimentLabel.Positive => "正面",
        _ => "中性",
    });

    public static string Of(RiskBand band) => Say(band switch
    {
        RiskBand.High => "高",
        RiskBand.Unsure => "待核",
        _ => "低",
    });

    public static string Of(ProbeState state) => Say(state switch
    {
        ProbeState.Up => "正常",
        ProbeState.Degraded => "异常",
        ProbeState.Down => "不可用",
        _ => "未知",
    });

    public static string Of(FindingSeverity severity) => Say(severity switch
    {
        FindingSeverity.High => "高",
        FindingSeverity.Medium => "中",
        FindingSeverity.Low => "低",
        _ => "提示",
    });

    public static string Of(SourceState state) => Say(state switch
    {
        SourceState.Ok => "正常",
        SourceState.Quiet => "无新内容",
        SourceState.Blocked => "被拦截",
        SourceState.ParseError => "解析失败",
        _ => "无法访问",
    });

    public static string Of(NoticeStatus status) => Say(status switch
    {
        NoticeStatus.Waiting => "等待发送",
        NoticeStatus.Leased => "发送中",
        NoticeStatus.Delivered => "已送达",
        _ => "发送失败",
    });

    public static string Of(NoticeKind kind) => Say(kind switch
    {
        NoticeKind.Opened => "新告警",
        NoticeKind.Escalated => "升级",
        NoticeKind.Resolved => "解除",
        NoticeKind.Digest => "周报",
        NoticeKind.Brief => "日报",
        NoticeKind.CaseReminder => "时限提醒",
        NoticeKind.Flapping => "反复",
        NoticeKind.Settled => "已稳定",
        NoticeKind.Reminder => "提醒",
        NoticeKind.PassedOn => "转告",
        NoticeKind.Issued => "签发",
        NoticeKind.Summary => "汇总",
        NoticeKind.Drill => "演练结束",
        _ => "测试",
    });

    public static string Of(ClaimVerdict verdict) => Say(verdict switch
    {
        ClaimVerdict.Agrees => "与官方一致",
        ClaimVerdict.Contradicts => "与官方不符",
        _ => "暂无官方依据",
    });

    public static string Of(ClaimStance stance) => Say(stance switch
    {
        ClaimStance.Asked => "提问",
        ClaimStance.Denied => "否认",
        ClaimStance.Supposed => "假设或愿望",
        _ => "断言",
    });

    public static string Of(Role role) => Say(role switch
    {
        Role.Admin => "管理员",
        Role.DutyOfficer => "值班员",
        Role.Propaganda => "宣传",
        Role.Security => "网安",
        _ => "只读",
    });
}
