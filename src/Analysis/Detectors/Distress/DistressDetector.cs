using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Signals;
using static Monitor.Analysis.Detectors.Chinese;

namespace Monitor.Analysis.Detectors.Distress;

/// <summary>
/// Students in distress, as people tell of themselves or of others. Restricted and gentle on purpose: no post, no author, no story id leaves this
/// detector, only how many there were and what helps (no sensational detail, a help line beside it: WHO, Preventing suicide: a resource for
/// media professionals, 2023).
/// </summary>
internal sealed class DistressDetector(DistressOptions options) : IDetector
{
    public const string KindName = "distress";

    private const string Subject = "students";
    private const string Title = "考生身心关怀提示";

    public string Kind => KindName;

    public IEnumerable<Signal> Detect(JudgeWindow window)
    {
        var open = new OpenSubjects(KindName, Team.Propaganda, window);
        var isOpen = open.Contains(Subject);
        var posts = window.Posts.Where(p => p.FirstSeen > window.Now - options.Window && p.FirstSeen <= window.Now && Tells(p)).ToList();
        if (posts.Count >= options.MinPosts) yield return open.Firing(Fire(posts, window));
        else if (isOpen && SourceSight.Blind(window, new HashSet<string>())) yield return open.Unknown(Subject, Title, "来源当前无法读取，不能说明情况好转。");
        else if (isOpen) yield return open.Clear(Subject, Title, $"最近 {Span(options.Window)}只有 {posts.Count} 条，低于提示数 {options.MinPosts} 条。");
        foreach (var subject in open.Rest()) yield return open.Unwatched(subject, "该事项");
    }

    private static bool Tells(Post post) =>
        HourTally.TopicOf(post) == Topics.StudentWellbeing
        && post.Assessment is { Sentiment.Label: SentimentLabel.Negative, Form: "experience" or "hearsay" };

    private Signal Fire(List<Post> posts, JudgeWindow window)
    {
        var own = posts.Count(p => p.Assessment!.Form == "experience");
        var busy = posts.Count >= options.YellowPosts;
        return new Signal
        {
            Kind = KindName,
            Subject = Subject,
            Team = Team.Propaganda,
            Level = busy ? WarningLevel.Yellow : WarningLevel.Blue,
            At = window.Now,
            Since = posts.Min(p => p.FirstSeen),
            Title = Title,
            Why = $"最近 {Span(options.Window)}公开帖文中有 {posts.Count} 条谈及考生身心困扰（亲历 {own} 条，转述 {posts.Count - own} 条；提示数 {options.MinPosts} 条）。"
                + $"此处只给数量，不列原文和作者，请勿追查、点名或转发个人。建议：联系学校心理老师和班主任普遍关心考生；公开信息中附上心理援助热线 {options.Hotline}；措辞平和，不描述细节。如有人正处于危险，请立即拨打 110 或 120。",
            Numbers = new Dictionary<string, double> { ["posts"] = posts.Count, ["experience"] = own, ["hearsay"] = posts.Count - own },
            Restricted = true,
        };
    }
}
