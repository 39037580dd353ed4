using Monitor.Core.Alerts;
using Monitor.Core.Cases;

namespace Monitor.Alerts.Templates;

internal sealed class ChineseWords : NoticeWords
{
    private static readonly Dictionary<string, string> Platforms = new(StringComparer.Ordinal)
    {
        ["weibo"] = "微博",
        ["forum"] = "论坛",
        ["news"] = "新闻",
        ["official"] = "官方网站",
        ["zhihu"] = "知乎",
        ["video"] = "视频",
        ["wechat"] = "微信",
        ["douyin"] = "抖音",
    };

    public static ChineseWords Instance { get; } = new();

    public override string Comma => "、";

    public override string Acknowledge => "受理";

    public override string Board => "打开看板";

    public override string ReadersOfRestricted => "仅限宣传组和管理员；只含数量，请勿转发";

    public override string Gently => "请以关心和服务为先，按预案联系学校和心理援助力量；不追查、不点名、不转发个人内容。";

    public override string Ended => "请补记处置结果。";

    public override string SummaryNext => "请登录看板逐项查看并确认。";

    public override string NoDepartment => "未转办";

    public override string NoHandler => "未指定";

    public override string TestNext => "无需处置。";

    protected override string Zone => "北京时间";

    public override string Level(WarningLevel level) => Levels.Name(level);

    public override string Level(Alert alert) => Level(alert.Level) + (alert.Level >= WarningLevel.Orange && !alert.LevelIssued ? "·建议，待人工签发" : "");

    public override string Kind(NoticeKind kind) => kind switch
    {
        NoticeKind.Opened => "新提示",
        NoticeKind.Escalated => "升级",
        NoticeKind.Resolved => "已结束",
        NoticeKind.Flapping => "反复",
        NoticeKind.Settled => "已稳定",
        NoticeKind.Reminder => "提醒·尚未确认",
        NoticeKind.PassedOn => "转告·无人确认",
        NoticeKind.Issued => "已签发",
        NoticeKind.Summary => "汇总",
        NoticeKind.CaseReminder => "时限提醒",
        NoticeKind.Test => "测试",
        NoticeKind.Digest => "周报",
        NoticeKind.Brief => "日报",
        _ => "演练结束",
    };

    public override string Team(Team team) => team == Core.Alerts.Team.Propaganda ? "宣传" : "网络安全";

    public override string Span(TimeSpan span) => span.TotalHours >= 1 ? $"{(int)span.TotalHours} 小时 {span.Minutes} 分" : $"{(int)span.TotalMinutes} 分 {span.Seconds} 秒";

    public override string Platform(string stored) => Platforms.GetValueOrDefault(stored, stored);

    public override string PublicIn(IReadOnlyList<string> districts) => (districts.Count == 0 ? "本区" : string.Join(Comma, districts)) + "相关公开信息";

    public override string PeopleIn(IReadOnlyList<string> districts) => districts.Count == 0 ? "本区" : string.Join(Comma, districts);

    public override string System(string name, string? host) => host is null ? name : $"{name}（{host}）";

    public override string Source(string name) => $"来源“{name}”";

    public override string More(int places) => $"等 {places} 处";

    public override string Note(Alert alert, NoticeKind kind, DateTimeOffset now) => kind switch
    {
        NoticeKind.Flapping => "在触发与恢复之间反复，稳定前不再逐次通知；等级上升仍会通知",
        NoticeKind.Reminder or NoticeKind.PassedOn => $"已 {Span(now - alert.OpenedAt)}无人确认，请尽快受理",
        _ => "",
    };

    public override string Caution(Alert alert) => alert.Team == Core.Alerts.Team.Propaganda && !alert.Restricted ? "风险分值只表示值得核实，不代表内容不实" : "";

    public override string Next(Alert alert, NoticeKind kind) => alert.Team == Core.Alerts.Team.Security
        ? "请登录看板查看失败阶段和最近检查结果，确认后处置并反馈。"
        : "请登录看板核对原文和理由，联系主管部门核实。";

    public override string Held(IReadOnlyList<HoldCause> causes) => string.Join(Comma, causes.Select(c => c switch
    {
        HoldCause.Quiet => "免打扰时段内的通知",
        HoldCause.Capped => "超出 24 小时上限的通知",
        _ => "短时间内成批出现的通知",
    }));

    public override string HeldLine(string level, string title, IEnumerable<(DateTimeOffset At, NoticeKind Kind)> events) =>
        $"【{level}】{title}（{string.Join("，", events.Select(e => $"{Clock(e.At)} {Kind(e.Kind)}"))}）";

    public override string MoreAlerts(int count) => $"……另有 {count} 项，请登录看板查看。";

    public override string Clock(ClockKind kind) => CaseTemplates.Name(kind);

    public override string Left(CaseClock clock) => clock.State == ClockState.Late ? $"已超时 {Short(-clock.Left)}" : $"还剩 {Short(clock.Left)}";

    public override string CaseKind(bool late) => late ? "时限已过" : "时限将至";

    public override string CaseNext(ClockKind kind) => kind == ClockKind.Briefing ? "召开新闻发布会后，请在看板事件页登记。" : "对外回应后，请在看板事件页登记回应内容和链接。";

    private static string Short(TimeSpan span) => span.TotalHours >= 1 ? $"{(int)span.TotalHours} 小时 {span.Minutes} 分" : $"{(int)span.TotalMinutes} 分";
}
