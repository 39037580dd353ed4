using Monitor.Analysis.Detectors.RumourStory;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Signals;
using static Monitor.Analysis.Detectors.Chinese;

namespace Monitor.Analysis.Detectors.RisingStory;

/// <summary>A negative or risky story that doubles from window to window, over several authors and sources, faster than the day's stories do.</summary>
internal sealed class RisingStoryDetector(RisingStoryOptions options) : IDetector
{
    public const string KindName = "rising-story";

    /// <summary>A window that slides is tested more often than once a window; a simulated day of steady stories shows this to be enough.</summary>
    private const double Overlap = 2;

    /// <summary>On a day of few stories a single one is still not called rising on a mere hunch.</summary>
    private const double Loosest = 0.05;

    private const int EnoughStories = 20;

    public string Kind => KindName;

    public IEnumerable<Signal> Detect(JudgeWindow window)
    {
        var open = new OpenSubjects(KindName, Team.Propaganda, window);
        var stories = window.Posts
            .Where(p => p.StoryId is not null && p.FirstSeen <= window.Now && HourTally.TopicOf(p) is not null)
            .GroupBy(p => p.StoryId!, StringComparer.Ordinal)
            .Select(g => (Id: g.Key, Posts: g.ToList()))
            .Select(s => (s.Id, s.Posts, Pace: StoryPace.Of(s.Posts, window.Now, options.Window, options.MinPosts)))
            .ToList();
        var field = new Field(
            [.. stories.Where(s => s.Posts.Count >= 2).Select(s => s.Pace.Best)],
            Math.Min(Loosest, options.FalseAlarmsPerDay / (Math.Max(1, stories.Sum(s => s.Pace.Tests)) * Overlap)));
        foreach (var (id, posts, pace) in stories)
        {
            if (Judge(id, posts, pace, field, window, open) is { } signal) yield return signal;
        }

        var blind = SourceSight.Blind(window, new HashSet<string>());
        foreach (var subject in open.Rest())
            yield return blind ? open.Unknown(subject, "话题升温", "来源或此前的帖文当前看不全，没有该话题的帖文不等于降温。") : open.Clear(subject, "话题升温结束", "最近 24 小时没有该话题的新帖。");
    }

    private Signal? Judge(string id, List<Post> posts, StoryPace pace, Field field, JudgeWindow window, OpenSubjects open)
    {
        var isOpen = open.Contains(id);
        var taken = window.OpenFingerprints.Contains($"{RumourStoryDetector.KindName}:{id}");
        if (isOpen)
        {
            var name = Title(posts);
            if (taken) return open.Clear(id, name, "已由“疑似谣言传播”提示接手，不再重复。");
            if (pace.Now >= options.MinPosts && pace.Now >= pace.Before) return open.Firing(Fire(id, posts, pace, field, window));
            return SourceSight.Blind(window, posts.Select(p => p.SourceId).ToHashSet(StringComparer.Ordinal))
                ? open.Unknown(id, name, "相关来源当前无法读取，没有新帖不等于降温。")
                : open.Clear(id, name, $"增长已放缓：最近 {Span(options.Window)} {pace.Now} 条，此前 {pace.Before} 条。");
        }

        return !taken && pace.Now >= options.MinPosts && pace.Doubling && pace.ChanceIfSteady() < field.Allowed && Unusual(pace, field) && Matters(posts, window.Now)
            ? open.Firing(Fire(id, posts, pace, field, window))
            : null;
    }

    private bool Matters(List<Post> posts, DateTimeOffset now)
    {
        var topic = posts.CountBy(p => p.Assessment!.Topics[0]).MaxBy(t => t.Value).Key;
        return topic is not (Topics.OffTopic or Topics.StudentWellbeing)
            && Voices.Count(posts.Where(p => p.FirstSeen > now - options.Window)) >= options.MinAuthors
            && posts.Select(p => p.SourceId).Distinct(StringComparer.Ordinal).Count() >= options.MinSources
            && posts.Average(p => p.Assessment!.Relevance) >= options.MinRelevance
            && (Share(posts, p => p.Assessment!.Sentiment.Label == SentimentLabel.Negative) >= options.MinNegativeShare
                || Share(posts, p => p.Assessment!.Rumour.Band == RiskBand.High) >= options.MinHighShare);
    }

    private bool Unusual(StoryPace pace, Field field) =>
        field.Bests.Count < EnoughStories || (double)field.Bests.Count(b => b >= pace.Now) / field.Bests.Count <= options.AsFast;

    private Signal Fire(string id, List<Post> posts, StoryPace pace, Field field, JudgeWindow window)
    {
        var fresh = posts.Where(p => p.FirstSeen > window.Now - options.Window).ToList();
        var sources = posts.Select(p => p.SourceId).Distinct(StringComparer.Ordinal).Count();
        var slower = field.Bests.Count(b => b < pace.Now);
        return new Signal
        {
            Kind = KindName,
            Subject = id,
            Team = Team.Propaganda,
            Level = WarningLevel.Blue,
            At = window.Now,
            Since = posts.Min(p => p.FirstSeen),
            Title = Title(posts),
            Why = Invariant($"每 {Span(options.Window)}帖文 {pace.Earlier} → {pace.Before} → {pace.Now} 条，{Voices.Count(fresh)} 名作者、{sources} 个来源；若速度平稳，偶然如此的概率 {pace.ChanceIfSteady():0.0e+0}；比最近 24 小时 {field.Bests.Count} 个话题中的 {slower} 个更快。"),
            Evidence = [.. posts.OrderByDescending(p => p.FirstSeen).ThenBy(p => p.Id, StringComparer.Ordinal).Take(10).Select(p => p.Id)],
            Numbers = new Dictionary<string, double> { ["now"] = pace.Now, ["before"] = pace.Before, ["earlier"] = pace.Earlier, ["chance"] = pace.ChanceIfSteady(), ["stories"] = field.Bests.Count, ["slower"] = slower },
        };
    }

    private static double Share(List<Post> posts, Func<Post, bool> test) => (double)posts.Count(test) / posts.Count;

    private static string Title(List<Post> posts) => "话题快速升温：" + Quote(posts[0].FullText, 40);

    /// <param name="Bests">Each story's fastest window of the day.</param>
    /// <param name="Allowed">Chance under which one story counts as rising.</param>
    private sealed record Field(IReadOnlyList<int> Bests, double Allowed);
}
