using System.Globalization;
using Monitor.Alerts;
using Monitor.Core.Alerts;
using Monitor.Host.Board.Markup;

namespace Monitor.Host.Acknowledging;

/// <summary>Words of the pages behind links, in the language of the channel that sent them.</summary>
internal sealed record AckWords(
    string Lang, string Title, string Ask, string Button, string Name, string Level, string Since, string Team, string Care, string Done, string DoneNote,
    string Taken, string Over, string UsedTitle, string Used, string ExpiredTitle, string Expired, string GoneTitle, string Gone, string Board, string Zone)
{
    public static readonly AckWords Chinese = new(
        "zh-CN", "受理告警", "确认由您受理这条告警？受理后不再提醒，升级和结束仍会通知。", "确认受理", "您的姓名（可不填）", "级别", "自何时", "负责", "考生关怀提示",
        "已受理", "谢谢。提醒已停止；处置后请在看板反馈结果。", "这条告警已由 {0} 于 {1} 受理，无需重复操作。", "这条告警已于 {0} 结束，无需受理。",
        "链接已使用", "这个链接只能用一次，已经用过。", "链接已过期", "这个链接已过期。请登录看板受理，或等候下一条提醒中的新链接。",
        "没有这条告警", "这条告警已不在记录中。", "打开看板", "北京时间");

    public static readonly AckWords English = new(
        "en", "Acknowledge an alert", "Do you take this alert? Reminders will stop; a rise and the end are still told.", "Yes, acknowledge", "Your name (optional)", "Level", "Since", "Team", "Care for candidates",
        "Acknowledged", "Thank you. Reminders have stopped; please report the result on the board.", "This alert was already acknowledged by {0} at {1}; nothing more is needed.", "This alert ended at {0}; there is nothing to acknowledge.",
        "Link used", "This link works once and has been used.", "Link expired", "This link has expired. Acknowledge on the board, or wait for the link in the next reminder.",
        "No such alert", "This alert is no longer on record.", "Open the board", "Beijing time");

    public static AckWords Of(Language language) => language == Language.En ? English : Chinese;

    public string Of(WarningLevel level) => Levels.Name(level, this == English ? Language.En : Language.Zh);

    public string Of(Team team) => this == English ? team == Core.Alerts.Team.Propaganda ? "Propaganda" : "Network security" : Words.Of(team);

    public string Time(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm ", CultureInfo.InvariantCulture) + Zone;
}
