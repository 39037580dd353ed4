using Monitor.Analysis.Concerns;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Signals;
using static Monitor.Analysis.Detectors.Chinese;

namespace Monitor.Analysis.Detectors.UnansweredConcern;

/// <summary>
/// Many people ask the same and no official notice answers. Always blue: the remedy is an answer in time, not an alarm. An answer found
/// ends the alert and is named in it.
/// </summary>
internal sealed class UnansweredConcernDetector(UnansweredConcernOptions options) : IDetector
{
    public const string KindName = "unanswered-concern";

    public string Kind => KindName;

    public IEnumerable<Signal> Detect(JudgeWindow window)
    {
        var open = new OpenSubjects(KindName, Team.Propaganda, window);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var concern in ConcernFinder.Find(window.Posts.Where(p => !p.Backfill), window.OfficialPosts, window.Now))
        {
            var subject = Subject(concern, open);
            if (seen.Add(subject) && Judge(subject, concern, window, open) is { } signal) yield return signal;
        }

        foreach (var subject in open.Rest()) yield return Gone(subject, window, open);
    }

    private Signal? Judge(string subject, Concern concern, JudgeWindow window, OpenSubjects open)
    {
        var isOpen = open.Contains(subject);
        if (concern.Answer is { Sure: true } answer)
            return isOpen ? open.Clear(subject, Title(concern), $"已有官方答复（{Moment(answer.Post.Published)}）：“{Quote(answer.Quote, 80)}”") : null;
        if (window.Now - concern.LastSeen > options.QuietAfter) return isOpen ? Gone(subject, window, open) : null;
        if (concern.Askers >= options.MinAskers && concern.Questions >= options.MinQuestionShare * concern.Posts.Count && window.Now - concern.FirstSeen >= options.UnansweredFor)
            return open.Firing(Fire(subject, concern, window));
        return isOpen ? open.Unknown(subject, Title(concern), "仍有人在问，但已低于阈值；待有答复或无人再问后判定结束。") : null;
    }

    /// <summary>
    /// The key moves a little as posts come and go. An open alert of the same topic that shares a leading word is the same concern.
    /// </summary>
    private static string Subject(Concern concern, OpenSubjects open)
    {
        if (open.Contains(concern.Key)) return concern.Key;
        return open.Rest().FirstOrDefault(s => s.StartsWith(concern.Topics[0] + "/", StringComparison.Ordinal) && concern.Terms.Any(t => s[(s.IndexOf('/', StringComparison.Ordinal) + 1)..].Split('+').Contains(t))) ?? concern.Key;
    }

    private Signal Gone(string subject, JudgeWindow window, OpenSubjects open) => SourceSight.Blind(window, new HashSet<string>())
        ? open.Unknown(subject, "群众关切", "来源当前无法读取，没有新提问不等于已解决。")
        : open.Clear(subject, "群众关切不再被问起", $"已超过 {Span(options.QuietAfter)}没有人再问；未发现官方答复，不代表已解决。");

    private static Signal Fire(string subject, Concern concern, JudgeWindow window) => new()
    {
        Kind = KindName,
        Subject = subject,
        Team = Team.Propaganda,
        Level = WarningLevel.Blue,
        At = window.Now,
        Since = concern.FirstSeen,
        Title = Title(concern),
        Why = Invariant($"{concern.Askers} 人在问（{concern.Posts.Count} 帖，其中提问 {concern.Questions} 帖），自 {Moment(concern.FirstSeen)} 起已 {Span(window.Now - concern.FirstSeen)}尚无官方答复；最近 6 小时 {concern.Recent} 帖，此前 6 小时 {concern.Before} 帖。{Near(concern)}"),
        Evidence = [.. concern.Posts.TakeLast(10).Select(p => p.Id)],
        Numbers = new Dictionary<string, double>
        {
            ["askers"] = concern.Askers,
            ["posts"] = concern.Posts.Count,
            ["questions"] = concern.Questions,
            ["recent"] = concern.Recent,
            ["before"] = concern.Before,
        },
    };

    private static string Near(Concern concern) => concern.Answer is { Sure: false } near
        ? Invariant($"可能相关的官方内容（匹配度 {near.Confidence:0.00}，待核）：“{Quote(near.Quote, 60)}”")
        : "";

    private static string Title(Concern concern) => "群众关切待答复：" + Quote(concern.Label, 40);
}
