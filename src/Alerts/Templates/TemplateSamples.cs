using Monitor.Alerts.Decide;
using Monitor.Core.Alerts;
using Monitor.Core.Cases;

namespace Monitor.Alerts.Templates;

/// <summary>Notices that never were, one of each sort a template may meet; also what a preview shows.</summary>
internal static class TemplateSamples
{
    private static readonly DateTimeOffset At = new(2027, 6, 26, 9, 30, 0, TimeSpan.FromHours(8));

    private static readonly AcknowledgeLink Link = new("https://monitor.example.cn/ack/SAMPLE-TOKEN", At.AddHours(24));

    private static readonly NoticeWriterOptions Options = new()
    {
        Targets = new Dictionary<string, TargetPlan> { ["filing"] = new("志愿填报系统", "zhiyuan.example.cn", [], []) },
        Districts = ["示例区"],
        Departments = [new Department { Id = "net", Name = "网信网安部门", Kinds = ["outage"], Playbook = "示例预案第三条：先核实，再通知填报平台值班" }],
    };

    private static readonly Alert Outage = new()
    {
        Id = "0123456789abcdef",
        Fingerprint = "outage:filing",
        Kind = "outage",
        Subject = "filing",
        Team = Team.Security,
        Level = WarningLevel.Orange,
        State = AlertState.Firing,
        Title = "志愿填报系统无法访问 <b>\"样例\"</b>",
        Why = "连续 3 次检查失败，首字节超过 10 秒（示例）",
        Evidence = ["2027-06-26T01:28:00.0000000+00:00", "2027-06-26T01:29:00.0000000+00:00"],
        Since = At.AddMinutes(-4),
        OpenedAt = At.AddMinutes(-2),
        UpdatedAt = At,
        LastFiring = At,
        IssuedBy = "值班员",
    };

    private static readonly Alert Rumour = Outage with
    {
        Id = "1123456789abcdef",
        Fingerprint = "rumour-story:s1",
        Kind = "rumour-story",
        Subject = "s1",
        Team = Team.Propaganda,
        Level = WarningLevel.Yellow,
        Title = "网传“样例中学泄题”",
        Why = "2 小时内 3 个平台 12 帖，最高风险 0.93（示例）",
        Evidence = ["weibo:sample-1"],
        Places = ["weibo", "forum"],
    };

    private static readonly Alert Care = Rumour with { Id = "2123456789abcdef", Kind = "distress", Subject = "students", Title = "考生情绪低落的帖文增多（示例）", Restricted = true, Evidence = ["weibo:never-shown"] };

    /// <summary>Values for every sort of notice of a kind, with what each is called.</summary>
    public static IEnumerable<(string Name, IReadOnlyDictionary<string, object?> Model)> Of(NoticeKind kind, Language language, string channel = "sample")
    {
        var (words, board) = (NoticeWords.Of(language), $"https://monitor.example.cn/{(kind == NoticeKind.CaseReminder ? "cases" : "alerts")}/sample");
        var model = new NoticeModel(Options, words);
        switch (TemplateRoles.Of(kind))
        {
            case TemplateRole.Alert:
                foreach (var (name, alert) in new[] { ("a system", Outage), ("a rumour", Rumour), ("a restricted alert", Care) })
                {
                    var over = kind == NoticeKind.Resolved;
                    var now = over ? alert with { State = AlertState.Resolved, ResolvedAt = At } : alert;
                    yield return (name, model.Of(now, kind, channel, At, board, over ? null : Link));
                    yield return (name + " without links", model.Of(now, kind, channel, At, null, null));
                }

                break;
            case TemplateRole.Summary:
                HeldNotice[] held = [.. new[] { Outage, Rumour }.Select(a => new HeldNotice(a.Id, a.Id, a.Fingerprint, channel, NoticeKind.Opened, a.Level, a.Kind, a.Title, HoldCause.Quiet, At))];
                string[] lines = [.. held.Select(h => words.HeldLine(words.Level(h.Level), h.Title, [(h.At, h.Kind)]))];
                yield return ("a summary", model.Summary(held, held[0].Title, lines, lines.Length, channel, board));
                yield return ("a summary without links", model.Summary(held, held[0].Title, lines, lines.Length, channel, null));
                break;
            case TemplateRole.Case:
                var subject = CaseOpening.Of(Outage, Outage.Title, "net", "值班员", At.AddHours(-4.5));
                foreach (var clock in CaseClock.Of(subject, new CaseLimits(), At))
                    yield return ("a case", model.Of(subject, clock, Outage, channel, board));
                yield return ("a restricted case without links", model.Of(subject with { Restricted = true, Department = null }, CaseClock.Of(subject, new CaseLimits(), At)[0], null, channel, null));
                break;
            default:
                yield return ("a test", model.Test(WarningLevel.Blue, channel, At, board));
                yield return ("a test without links", model.Test(WarningLevel.Red, channel, At, null));
                break;
        }
    }
}
