using Monitor.Core.Alerts;
using Monitor.Core.Cases;

namespace Monitor.Alerts.Templates;

internal sealed class EnglishWords : NoticeWords
{
    private static readonly Dictionary<string, string> Platforms = new(StringComparer.Ordinal)
    {
        ["weibo"] = "Weibo",
        ["forum"] = "forums",
        ["news"] = "news sites",
        ["official"] = "official sites",
        ["zhihu"] = "Zhihu",
        ["video"] = "video sites",
        ["wechat"] = "WeChat",
        ["douyin"] = "Douyin",
    };

    public static EnglishWords Instance { get; } = new();

    public override string Comma => ", ";

    public override string Acknowledge => "Acknowledge";

    public override string Board => "Open the board";

    public override string ReadersOfRestricted => "Only for the propaganda team and administrators; holds counts only, do not forward";

    public override string Gently => "Care and service come first: contact the school and the counselling service as planned. Do not investigate, name or forward anything personal.";

    public override string Ended => "Please record what was done.";

    public override string SummaryNext => "Please go through them on the board and acknowledge each.";

    public override string NoDepartment => "not yet routed";

    public override string NoHandler => "nobody yet";

    public override string TestNext => "Nothing needs to be done.";

    protected override string Zone => "Beijing time";

    public override string Level(WarningLevel level) => Levels.Name(level, Language.En);

    public override string Level(Alert alert) => Level(alert.Level) + (alert.Level >= WarningLevel.Orange && !alert.LevelIssued ? ", proposed, to be issued by a person" : "");

    public override string Kind(NoticeKind kind) => kind switch
    {
        NoticeKind.Opened => "New alert",
        NoticeKind.Escalated => "Escalated",
        NoticeKind.Resolved => "Resolved",
        NoticeKind.Flapping => "Flapping",
        NoticeKind.Settled => "Settled",
        NoticeKind.Reminder => "Reminder: not acknowledged",
        NoticeKind.PassedOn => "Passed on: nobody acknowledged",
        NoticeKind.Issued => "Issued",
        NoticeKind.Summary => "Summary",
        NoticeKind.CaseReminder => "Time limit",
        NoticeKind.Test => "Test",
        NoticeKind.Digest => "Weekly letter",
        NoticeKind.Brief => "Daily brief",
        _ => "End of the exercise",
    };

    public override string Team(Team team) => team == Core.Alerts.Team.Propaganda ? "Propaganda" : "Network security";

    public override string Span(TimeSpan span) => span.TotalHours >= 1 ? $"{(int)span.TotalHours} h {span.Minutes} min" : $"{(int)span.TotalMinutes} min {span.Seconds} s";

    public override string Platform(string stored) => Platforms.GetValueOrDefault(stored, stored);

    public override string PublicIn(IReadOnlyList<string> districts) => "Public posts about " + (districts.Count == 0 ? "the district" : string.Join(Comma, districts));

    public override string PeopleIn(IReadOnlyList<string> districts) => districts.Count == 0 ? "The district" : string.Join(Comma, districts);

    public override string System(string name, string? host) => host is null ? name : $"{name} ({host})";

    public override string Source(string name) => $"Source \"{name}\"";

    public override string More(int places) => $"and more ({places} places)";

    public override string Note(Alert alert, NoticeKind kind, DateTimeOffset now) => kind switch
    {
        NoticeKind.Flapping => "It goes on and off; until it settles single changes are not told, a rise of the level still is",
        NoticeKind.Reminder or NoticeKind.PassedOn => $"Nobody has acknowledged it for {Span(now - alert.OpenedAt)}; please take it",
        _ => "",
    };

    public override string Caution(Alert alert) => alert.Team == Core.Alerts.Team.Propaganda && !alert.Restricted ? "The risk score says that it is worth checking, not that it is untrue" : "";

    public override string Next(Alert alert, NoticeKind kind) => alert.Team == Core.Alerts.Team.Security
        ? "See the failing phase and the latest checks on the board, then act and report back."
        : "Compare the posts and the reasons on the board and have the authority in charge verify them.";

    public override string Held(IReadOnlyList<HoldCause> causes) => string.Join(Comma, causes.Select(c => c switch
    {
        HoldCause.Quiet => "Notices of the quiet hours",
        HoldCause.Capped => "Notices above the cap of 24 hours",
        _ => "Many notices within a short time",
    }));

    public override string HeldLine(string level, string title, IEnumerable<(DateTimeOffset At, NoticeKind Kind)> events) =>
        $"[{level}] {title} ({string.Join(Comma, events.Select(e => $"{Clock(e.At)} {Kind(e.Kind)}"))})";

    public override string MoreAlerts(int count) => $"... and {count} more on the board.";

    public override string Clock(ClockKind kind) => kind switch
    {
        ClockKind.FirstWord => "First public word",
        ClockKind.Briefing => "Press conference",
        _ => "Reply",
    };

    public override string Left(CaseClock clock) => clock.State == ClockState.Late ? $"overdue by {Short(-clock.Left)}" : $"{Short(clock.Left)} left";

    public override string CaseKind(bool late) => late ? "Time limit passed" : "Time limit near";

    public override string CaseNext(ClockKind kind) => kind == ClockKind.Briefing
        ? "After the press conference, record it on the case's page." : "After the public answer, record it with its link on the case's page.";

    private static string Short(TimeSpan span) => span.TotalHours >= 1 ? $"{(int)span.TotalHours} h {span.Minutes} min" : $"{(int)span.TotalMinutes} min";
}
