using System.Text;
using Monitor.Alerts.Split;
using Monitor.Core.Alerts;
using Monitor.Core.Cases;

namespace Monitor.Alerts.Templates;

/// <summary>Values for templates. Every text is one line without control and direction marks: a stranger's title must not forge a line of ours.</summary>
internal sealed class NoticeModel(NoticeWriterOptions options, NoticeWords words)
{
    private const int MostEvidence = 5;

    public Dictionary<string, object?> Of(Alert alert, NoticeKind kind, string channel, DateTimeOffset now, string? board, AcknowledgeLink? acknowledge)
    {
        var department = Department.Propose(options.Departments, alert.Kind, alert.Topic);
        return new Dictionary<string, object?>(Common(kind, alert.Level, words.Level(alert), channel, board))
        {
            ["title"] = Line(alert.Title),
            ["where"] = Line(Whereabouts.Of(alert, options, words)),
            ["since"] = words.Time(alert.Since),
            ["why"] = Line(alert.Why),
            ["playbook"] = Line(Playbook(alert, kind, department)),
            ["ack_link"] = acknowledge?.Url,
            ["ack_until"] = acknowledge is null ? null : words.Time(acknowledge.Until),
            ["evidence"] = alert.Restricted || alert.Evidence.Count == 0 ? null : alert.Evidence.Take(MostEvidence).Select(Line).ToArray(),
            ["restricted"] = alert.Restricted,
            ["readers"] = alert.Restricted ? words.ReadersOfRestricted : null,
            ["resolved"] = alert.State == AlertState.Resolved,
            ["ended"] = alert.ResolvedAt is { } ended ? words.Time(ended) : null,
            ["lasted"] = alert.ResolvedAt is { } end ? words.Span(end - alert.Since) : null,
            ["issued_by"] = kind == NoticeKind.Issued ? Given(alert.IssuedBy) : null,
            ["note"] = Given(words.Note(alert, kind, now)),
            ["caution"] = Given(words.Caution(alert)),
            ["team_word"] = words.Team(alert.Team),
            ["department"] = IsOver(alert, kind) ? null : Given(department?.Name),
            ["alert_id"] = alert.Id,
        };
    }

    /// <param name="lines">One an alert, whole.</param>
    public Dictionary<string, object?> Summary(IReadOnlyList<HeldNotice> held, string first, IReadOnlyList<string> lines, int count, string channel, string? board)
    {
        var level = held.Max(h => h.Level);
        return new Dictionary<string, object?>(Common(NoticeKind.Summary, level, words.Level(level), channel, board))
        {
            ["title"] = Line(first),
            ["since"] = words.Time(held.Min(h => h.At)),
            ["why"] = words.Held([.. held.Select(h => h.Cause).Distinct().Order()]),
            ["playbook"] = words.SummaryNext,
            ["count"] = count,
            ["lines"] = lines.ToArray(),
        };
    }

    /// <param name="alert">The alert it is about, where that is known.</param>
    public Dictionary<string, object?> Of(Case subject, CaseClock clock, Alert? alert, string channel, string? board)
    {
        var department = options.Departments.FirstOrDefault(d => d.Id == subject.Department);
        var next = words.CaseNext(clock.Kind);
        var playbook = department?.Playbook is { Length: > 0 } line ? line : next;
        return new Dictionary<string, object?>(Common(NoticeKind.CaseReminder, subject.Level, words.Level(subject.Level), channel, board))
        {
            ["kind_word"] = words.CaseKind(clock.State == ClockState.Late),
            ["title"] = Line(subject.Title),
            ["where"] = Line(alert is null ? subject.Restricted ? words.PeopleIn(options.Districts) : words.PublicIn(options.Districts) : Whereabouts.Of(alert, options, words)),
            ["since"] = words.Time(subject.ClockFrom),
            ["playbook"] = Line(subject.Restricted ? words.Gently + " " + playbook : playbook),
            ["restricted"] = subject.Restricted,
            ["team_word"] = words.Team(subject.Team),
            ["department"] = Line(department?.Name ?? words.NoDepartment),
            ["case_id"] = subject.Id,
            ["limit_word"] = words.Clock(clock.Kind),
            ["due"] = words.Time(clock.Due),
            ["late"] = clock.State == ClockState.Late,
            ["left_word"] = words.Left(clock),
            ["handler"] = Line(subject.Handler ?? words.NoHandler),
            ["next_word"] = next,
        };
    }

    public Dictionary<string, object?> Test(WarningLevel level, string channel, DateTimeOffset now, string? board) => new(Common(NoticeKind.Test, level, words.Level(level), channel, board))
    {
        ["playbook"] = words.TestNext,
        ["at"] = words.Time(now),
    };

    public static string Line(string text)
    {
        var plain = new StringBuilder(text.Length);
        // Marks that turn the direction of writing can make an address read as another.
        foreach (var c in PlainText.Line(text)) if (c is not ((>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u2028' or '\u2029')) plain.Append(c);
        return plain.ToString();
    }

    /// <summary>Those in distress are met gently first, whatever a plan's line says.</summary>
    private string Playbook(Alert alert, NoticeKind kind, Department? department)
    {
        if (IsOver(alert, kind)) return words.Ended;
        var line = department?.Playbook is { Length: > 0 } given ? given : null;
        return alert.Restricted ? line is null ? words.Gently : words.Gently + " " + line : line ?? words.Next(alert, kind);
    }

    private static bool IsOver(Alert alert, NoticeKind kind) => kind == NoticeKind.Resolved || alert.State == AlertState.Resolved;

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : Line(text);

    private Dictionary<string, object?> Common(NoticeKind kind, WarningLevel level, string word, string channel, string? board) => new(StringComparer.Ordinal)
    {
        ["kind"] = TemplateRoles.Word(kind),
        ["kind_word"] = words.Kind(kind),
        ["level"] = level.ToString().ToLowerInvariant(),
        ["level_word"] = word,
        ["channel"] = channel,
        ["board_link"] = board,
    };
}
