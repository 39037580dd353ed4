using Monitor.Analysis.Detectors.RumourStory;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Posts;
using Monitor.Core.Signals;
using static Monitor.Analysis.Detectors.Chinese;

namespace Monitor.Analysis.Detectors.NewOffer;

/// <summary>An offer in a wording not seen before, from several authors or repeated. Same wording is same story; the story's first sighting tells its age.</summary>
internal sealed class NewOfferDetector(NewOfferOptions options) : IDetector
{
    public const string KindName = "new-offer";

    private const string Offer = "sales_offer";

    public string Kind => KindName;

    public IEnumerable<Signal> Detect(JudgeWindow window)
    {
        var open = new OpenSubjects(KindName, Team.Propaganda, window);
        var known = window.Stories.ToDictionary(s => s.Id, s => s.FirstSeen, StringComparer.Ordinal);
        var stories = window.Posts.Where(p => p.StoryId is not null && p.FirstSeen <= window.Now && HourTally.TopicOf(p) is not null)
            .GroupBy(p => p.StoryId!, StringComparer.Ordinal);
        foreach (var story in stories)
        {
            var posts = story.ToList();
            var first = posts.Min(p => p.FirstSeen);
            if (known.TryGetValue(story.Key, out var before) && before < first) first = before;
            if (Judge(story.Key, posts, first, window, open) is { } signal) yield return signal;
        }

        var blind = SourceSight.Blind(window, new HashSet<string>());
        foreach (var subject in open.Rest())
            yield return blind ? open.Unknown(subject, "兜售话术", "来源或此前的帖文当前看不全，没有该话术的帖文不等于停止兜售。") : open.Clear(subject, "兜售话术", "最近 24 小时没有该话术的新帖。");
    }

    private Signal? Judge(string id, List<Post> posts, DateTimeOffset first, JudgeWindow window, OpenSubjects open)
    {
        var isOpen = open.Contains(id);
        if (window.OpenFingerprints.Contains($"{RumourStoryDetector.KindName}:{id}"))
            return isOpen ? open.Clear(id, Title(posts), "已由“疑似谣言传播”提示接手，不再重复。") : null;

        var quiet = window.Now - posts.Max(p => p.FirstSeen) > options.QuietAfter;
        if (isOpen && !quiet) return open.Firing(Fire(id, posts, first, window));
        if (!isOpen) return !quiet && window.Now - first <= options.Fresh && IsOffer(posts) && IsRepeated(posts) ? open.Firing(Fire(id, posts, first, window)) : null;
        return SourceSight.Blind(window, posts.Select(p => p.SourceId).ToHashSet(StringComparer.Ordinal))
            ? open.Unknown(id, Title(posts), "相关来源当前无法读取，没有新帖不等于停止兜售。")
            : open.Clear(id, Title(posts), $"已超过 {Span(options.QuietAfter)}没有新帖。");
    }

    private bool IsOffer(List<Post> posts) =>
        (double)Offers(posts) / posts.Count >= options.MinShare && posts.Average(p => p.Assessment!.Relevance) >= options.MinRelevance;

    private bool IsRepeated(List<Post> posts) => Voices.Count(posts) >= options.MinAuthors || posts.Count >= options.MinPosts;

    private Signal Fire(string id, List<Post> posts, DateTimeOffset first, JudgeWindow window)
    {
        var authors = Voices.Count(posts);
        var platforms = posts.Select(p => p.Platform).Distinct(StringComparer.Ordinal).Count();
        return new Signal
        {
            Kind = KindName,
            Subject = id,
            Team = Team.Propaganda,
            Level = authors >= options.YellowAuthors ? WarningLevel.Yellow : WarningLevel.Blue,
            At = window.Now,
            Since = first,
            Title = Title(posts),
            Why = $"该话术 {Moment(first)} 首次出现，至今 {posts.Count} 条（兜售 {Offers(posts)} 条）、{authors} 名作者、{platforms} 个平台。是否涉诈由人核实，可移交公安核查。",
            Evidence = [.. posts.OrderBy(p => p.FirstSeen).ThenBy(p => p.Id, StringComparer.Ordinal).Take(10).Select(p => p.Id)],
            Numbers = new Dictionary<string, double> { ["posts"] = posts.Count, ["offers"] = Offers(posts), ["authors"] = authors, ["platforms"] = platforms },
        };
    }

    private static int Offers(List<Post> posts) => posts.Count(p => p.Assessment!.Form == Offer);

    private static string Title(List<Post> posts) => "新出现的兜售话术：" + Quote(posts[0].FullText, 40);
}
