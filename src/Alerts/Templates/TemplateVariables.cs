namespace Monitor.Alerts.Templates;

/// <summary>A name that templates may use.</summary>
/// <param name="Name">As it is written between braces.</param>
/// <param name="Must">Text and html must show it wherever it has a value.</param>
/// <param name="Meaning">For the operator; docs/templates.md is compared with it.</param>
internal sealed record TemplateVariable(string Name, bool Must, string Meaning, params TemplateRole[] Roles);

/// <summary>THE list of what templates may say.</summary>
internal static class TemplateVariables
{
    private const TemplateRole Alert = TemplateRole.Alert;
    private const TemplateRole Summary = TemplateRole.Summary;
    private const TemplateRole Case = TemplateRole.Case;
    private const TemplateRole Test = TemplateRole.Test;

    public static IReadOnlyList<TemplateVariable> All { get; } =
    [
        new("kind", false, "kind of the notice as in file names: opened, passed-on ...", Alert, Summary, Case, Test),
        new("kind_word", false, "the kind in words", Alert, Summary, Case, Test),
        new("level", false, "blue, yellow, orange or red", Alert, Summary, Case, Test),
        new("level_word", true, "the level in words with its grade, and whether it is only proposed", Alert, Summary, Case, Test),
        new("channel", false, "id of the channel", Alert, Summary, Case, Test),
        new("title", true, "what: the alert's, the case's, the first listed alert's title, as stored; strangers' words may be in it", Alert, Summary, Case),
        new("where", true, "the system with its address, the platforms of the posts, or the district", Alert, Case),
        new("since", true, "since when, in Beijing time", Alert, Summary, Case),
        new("why", true, "why now: the numbers compared, as stored; of a summary, why it waited", Alert, Summary),
        new("playbook", true, "the plan's line of the department proposed (cases.departments), else the built-in next step", Alert, Summary, Case, Test),
        new("board_link", true, "the page of it on the board; empty without board.publicUrl", Alert, Summary, Case, Test),
        new("ack_link", true, "acknowledges once, without sign-in, until it expires; empty without board.publicUrl, when there is nothing to acknowledge, and for syslog", Alert),
        new("ack_until", false, "when that link expires", Alert),
        new("evidence", true, "list of evidence ids, at most five (the first must be shown); empty for restricted alerts", Alert),
        new("restricted", false, "true when only propaganda and administrators may read it", Alert, Case),
        new("readers", false, "who may read a restricted one; empty for others", Alert),
        new("resolved", false, "true when it is over", Alert),
        new("ended", false, "when it ended; empty while it lasts", Alert),
        new("lasted", false, "how long it lasted; empty while it does", Alert),
        new("issued_by", false, "who issued the level; empty where config did or nobody has", Alert),
        new("note", false, "what the kind means, such as that nobody has acknowledged; else empty", Alert),
        new("caution", false, "how figures about posts are to be read; else empty", Alert),
        new("team_word", false, "the team in words", Alert, Case),
        new("department", false, "department proposed, of a case the one it was handed to; else empty", Alert, Case),
        new("alert_id", false, "id of the alert", Alert),
        new("count", false, "number of alerts listed", Summary),
        new("lines", true, "list of lines, one an alert, the most severe first", Summary),
        new("case_id", false, "id of the case", Case),
        new("limit_word", true, "which limit", Case),
        new("due", true, "when it ends, in Beijing time", Case),
        new("late", false, "true when it has passed", Case),
        new("left_word", false, "how much is left or overdue", Case),
        new("handler", false, "who works on it", Case),
        new("next_word", false, "what to record when it is done", Case),
        new("at", true, "when the test was made", Test),
    ];

    public static IEnumerable<TemplateVariable> Of(TemplateRole role) => All.Where(v => v.Roles.Contains(role));
}
