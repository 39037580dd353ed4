using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Posts;
using Monitor.Core.Signals;
using Monitor.Core.Sources;
using static Monitor.Analysis.Detectors.Chinese;

namespace Monitor.Analysis.Detectors.RumourStory;

/// <summary>Risk times spread: a story worth a person's check that several people on several platforms repeat.</summary>
internal sealed class RumourStoryDetector(RumourStoryOptions options) : IDetector
{
    public const string KindName = "rumour-story";

    public string Kind => KindName;

    public IEnumerable<Signal> Detect(JudgeWindow window)
    {
        var open = new OpenSubjects(KindName, Team.Propaganda, window);
        var known = window.Stories.ToDictionary(s => s.Id, StringComparer.Ordinal);
        var groups = window.Posts
            .Where(p => p is { StoryId: not null, Role: SourceRole.Public, Backfill: false, Assessment: not null })
            .GroupBy(p => p.StoryId!, StringComparer.Ordinal);
        foreach (var group in groups)
        {
            var posts = group.ToList();
            var spread = StorySpread.Measure(group.Key, posts, known.GetValueOrDefault(group.Key), window.Now, options.GrowthWindow);
            if (Judge(spread, posts, window, open) is { } signal) yield return signal;
        }

        foreach (var subject in open.Rest()) yield return Merged(subject, window, open) ?? Over(subject, known.GetValueOrDefault(subject)?.Text, [], window, open);
    }

    /// <summary>The trouble goes on under the older story's id; this alert ends and says where.</summary>
    private static Signal? Merged(string id, JudgeWindow window, OpenSubjects open) => window.MergedStories.TryGetValue(id, out var into)
        ? open.Clear(id, Title(window.Stories.FirstOrDefault(s => s.Id == into)?.Text), $"与更早的话题是同一件事，已并入话题 {into}，后续以该话题为准。")
        : null;

    private Signal? Judge(StorySpread spread, List<Post> posts, JudgeWindow window, OpenSubjects open)
    {
        var quiet = window.Now - spread.Last > options.QuietAfter;
        if (!quiet && Risky(spread) && Spread(spread)) return open.Firing(Fire(spread, window));
        if (!open.Contains(spread.StoryId)) return null;
        return quiet
            ? Over(spread.StoryId, spread.Worst.FullText, posts, window, open)
            : open.Unknown(spread.StoryId, Title(spread.Worst.FullText), "仍有新帖，但已低于阈值；待停止传播后再判定结束。");
    }

    private bool Risky(StorySpread s) =>
        s.Relevance >= options.MinRelevance && s.High >= options.MinHighPosts && s.HighShare >= options.MinHighShare;

    private bool Spread(StorySpread s) =>
        s.Authors >= options.MinAuthors || (s.Platforms >= options.MinPlatforms && s.Authors >= 2);

    /// <summary>Silence of a story proves nothing when the sources that carried it cannot be read.</summary>
    private Signal Over(string id, string? text, List<Post> posts, JudgeWindow window, OpenSubjects open)
    {
        var carriers = posts.Select(p => p.SourceId).ToHashSet(StringComparer.Ordinal);
        return SourceSight.Blind(window, carriers)
            ? open.Unknown(id, Title(text), "相关来源当前无法读取或其新帖尚未评估，没有新帖不等于停止传播。")
            : open.Clear(id, Title(text), $"已超过 {Span(options.QuietAfter)}没有新的公众帖文。");
    }

    private Signal Fire(StorySpread s, JudgeWindow window)
    {
        var level = Level(s);
        return new Signal
        {
            Kind = KindName,
            Subject = s.StoryId,
            Team = Team.Propaganda,
            Level = level,
            At = window.Now,
            Since = s.First,
            Title = Title(s.Gentle ? null : s.Worst.FullText),
            Why = Invariant($"高风险帖 {s.High}/{s.Posts} 条（最高风险 {s.MaxRisk:0.00}），相关度 {s.Relevance:0.00}；{s.Authors} 名作者（阈值 {options.MinAuthors}）、{s.Platforms} 个平台；最近 {Span(options.GrowthWindow)}新增 {s.Recent} 条，此前同长时段 {s.Before} 条。"),
            Evidence = s.Gentle ? [] : s.Evidence,
            Restricted = s.Gentle,
            Numbers = new Dictionary<string, double>
            {
                ["posts"] = s.Posts,
                ["highPosts"] = s.High,
                ["maxRisk"] = s.MaxRisk,
                ["relevance"] = s.Relevance,
                ["authors"] = s.Authors,
                ["platforms"] = s.Platforms,
                ["recent"] = s.Recent,
                ["before"] = s.Before,
            },
        };
    }

    /// <summary>Base by authors; many platforms and fast growth raise by one each. Red is for people to declare.</summary>
    private WarningLevel Level(StorySpread s)
    {
        var level = s.Authors >= options.OrangeAuthors ? 2 : s.Authors >= options.YellowAuthors ? 1 : 0;
        if (s.Platforms >= options.RaisePlatforms) level++;
        if (s.Recent >= options.RaiseGrowth && s.Recent >= 2 * s.Before) level++;
        return (WarningLevel)Math.Min(level, (int)WarningLevel.Orange);
    }

    private static string Title(string? text) => string.IsNullOrWhiteSpace(text) ? "疑似谣言传播" : "疑似谣言传播：" + Quote(text, 40);
}
