using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Signals;
using Monitor.Core.Sources;
using static Monitor.Analysis.Detectors.Chinese;

namespace Monitor.Analysis.Detectors.Hype;

/// <summary>
/// Advertising of top scorers: one post suffices from an official or a watched source, whose duty it is not to; of the public it takes a crowd.
/// (The ministry forbids such advertising each year in its enrolment notices.)
/// </summary>
internal sealed class HypeDetector(HypeOptions options) : IDetector
{
    public const string KindName = "hype";

    private const string Crowd = "公众";

    public string Kind => KindName;

    public IEnumerable<Signal> Detect(JudgeWindow window)
    {
        var open = new OpenSubjects(KindName, Team.Propaganda, window);
        var posts = window.Posts.Where(p => !p.Backfill && p.FirstSeen > window.Now - options.Window && p.FirstSeen <= window.Now && Advertises(p)).ToList();
        foreach (var source in posts.Where(Watched).GroupBy(p => p.SourceId, StringComparer.Ordinal)) yield return open.Firing(FireSource(source.Key, [.. source], window));

        var crowd = posts.Where(p => !Watched(p)).ToList();
        if (crowd.Count >= options.MinPosts && Voices.Count(crowd) >= options.MinAuthors) yield return open.Firing(FireCrowd(crowd, window));
        foreach (var subject in open.Rest())
        {
            yield return SourceSight.Blind(window, new HashSet<string> { subject })
                ? open.Unknown(subject, "高分炒作", "来源当前无法读取，没有新帖不等于停止。")
                : open.Clear(subject, "高分炒作", $"最近 {Span(options.Window)}已低于阈值。");
        }
    }

    private bool Advertises(Post post) =>
        post.Assessment is { } a && a.Topics.Contains(Topics.Hype, StringComparer.Ordinal) && a.Form != "rebuttal"
        && Holds(post, options.Words) && !Holds(post, options.Against);

    private static bool Holds(Post post, IReadOnlyList<string> words) => words.Any(w => post.FullText.Contains(w, StringComparison.Ordinal));

    private bool Watched(Post post) => post.Role == SourceRole.Official || options.Sources.Contains(post.SourceId, StringComparer.Ordinal);

    private static Signal FireSource(string id, List<Post> posts, JudgeWindow window)
    {
        var name = window.Sources.FirstOrDefault(s => s.Id == id)?.Name ?? id;
        return Fire(id, posts, WarningLevel.Blue, $"“{name}”疑似宣传高分或升学成绩", $"受关注来源“{name}”发布 {posts.Count} 条含高分、喜报类用语的帖文，最近一条：{Quote(posts[^1].FullText, 60)}。请核实后提醒其撤除。", window);
    }

    private Signal FireCrowd(List<Post> posts, JudgeWindow window) => Fire(
        Crowd, posts, posts.Count >= options.YellowPosts ? WarningLevel.Yellow : WarningLevel.Blue, "高分话题集中炒作",
        $"最近 {Span(options.Window)}含高分、喜报类用语的公众帖文 {posts.Count} 条、{Voices.Count(posts)} 名作者（阈值 {options.MinPosts} 条、{options.MinAuthors} 名）。", window);

    private static Signal Fire(string subject, List<Post> posts, WarningLevel level, string title, string why, JudgeWindow window) => new()
    {
        Kind = KindName,
        Subject = subject,
        Team = Team.Propaganda,
        Level = level,
        At = window.Now,
        Since = posts.Min(p => p.FirstSeen),
        Title = title,
        Why = why,
        Evidence = [.. posts.OrderByDescending(p => p.Heat ?? 0).ThenBy(p => p.Id, StringComparer.Ordinal).Take(10).Select(p => p.Id)],
        Numbers = new Dictionary<string, double> { ["posts"] = posts.Count, ["authors"] = Voices.Count(posts) },
    };
}
