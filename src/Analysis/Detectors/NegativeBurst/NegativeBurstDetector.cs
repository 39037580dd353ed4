using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Signals;
using Monitor.Core.Sources;
using static Monitor.Analysis.Detectors.Chinese;

namespace Monitor.Analysis.Detectors.NegativeBurst;

/// <summary>Negative posts on one topic against what the earlier part of the same window makes likely.</summary>
internal sealed class NegativeBurstDetector(NegativeBurstOptions options) : IDetector
{
    public const string KindName = "burst";

    /// <summary>Looks overlap: a bucket slides, so it is tested about four times as often as buckets follow each other.</summary>
    private const double OverlapFactor = 4;

    public string Kind => KindName;

    /// <summary>Chance under which one look at one topic fires, so that all looks of a day keep the stated rate.</summary>
    internal double Alpha => options.FalseAlarmsPerDay / (Topics.All.Count * (TimeSpan.FromDays(1) / options.Bucket) * OverlapFactor);

    public IEnumerable<Signal> Detect(JudgeWindow window)
    {
        var open = new OpenSubjects(KindName, Team.Propaganda, window);
        var posts = window.Posts.Where(p => !p.Backfill && p.FirstSeen <= window.Now).ToList();
        var buckets = BaselineBuckets(posts, window.Now);
        var byTopic = posts.Where(Counts).ToLookup(p => p.Assessment!.Topics[0], StringComparer.Ordinal);
        foreach (var topic in byTopic.Select(g => g.Key).Union(open.Rest(), StringComparer.Ordinal))
        {
            if (Judge(topic, [.. byTopic[topic]], buckets, window, open) is { } signal) yield return signal;
        }
    }

    private bool Counts(Post post) => post is
    {
        Role: SourceRole.Public,
        Assessment: { Sentiment.Label: SentimentLabel.Negative, Topics: [not Topics.OffTopic, ..] } assessment,
    } && assessment.Relevance >= options.MinRelevance;

    /// <summary>Buckets the window truly covers: before the first post nothing was watched.</summary>
    private int BaselineBuckets(List<Post> posts, DateTimeOffset now)
    {
        if (posts.Count == 0) return 0;
        var covered = now - posts.Min(p => p.FirstSeen);
        return Math.Max(0, (int)(covered / options.Bucket) - 1 - options.Guard);
    }

    private Signal? Judge(string topic, List<Post> posts, int buckets, JudgeWindow window, OpenSubjects open)
    {
        var name = Topic(topic);
        var isOpen = open.Contains(topic);
        if (buckets < options.MinBaseline)
            return isOpen ? open.Unknown(topic, $"“{name}”负面帖文", $"基线只有 {buckets} 个时段，少于 {options.MinBaseline} 个，无法判断。") : null;

        var now = posts.Where(p => p.FirstSeen > window.Now - options.Bucket).ToList();
        var baseline = Baseline.Of(History(posts, buckets, window.Now));
        // A lasting burst must not become its own normal: once open, only the day's trimmed mean counts.
        var expected = isOpen ? baseline.DayMean : Math.Max(baseline.DayMean, baseline.RecentMean);
        var chance = baseline.Chance(now.Count, expected);
        var authors = now.Select(p => p.AuthorKey ?? p.SourceId).Distinct(StringComparer.Ordinal).Count();
        if (now.Count >= options.MinCount && authors >= options.MinAuthors && chance < (isOpen ? 0.01 : Alpha))
            return open.Firing(Fire(topic, now, authors, expected, chance, baseline, window));
        if (!isOpen) return null;
        if (SourceSight.Blind(window, posts.Select(p => p.SourceId).ToHashSet(StringComparer.Ordinal)))
            return open.Unknown(topic, $"“{name}”负面帖文", "来源当前无法读取，帖文减少不等于回落。");
        return open.Clear(topic, $"“{name}”负面帖文回落", Invariant($"最近 {Span(options.Bucket)}负面帖 {now.Count} 条，预期约 {expected:0.0} 条，已回到常态。"));
    }

    private List<int> History(List<Post> posts, int buckets, DateTimeOffset now)
    {
        var counts = new int[buckets];
        foreach (var post in posts)
        {
            var index = (int)((now - post.FirstSeen) / options.Bucket) - 1 - options.Guard;
            if (index >= 0 && index < buckets) counts[index]++;
        }

        return [.. counts];
    }

    private Signal Fire(string topic, List<Post> now, int authors, double expected, double chance, Baseline baseline, JudgeWindow window) => new()
    {
        Kind = KindName,
        Subject = topic,
        Team = Team.Propaganda,
        Level = Level(now.Count, now.Count / expected),
        At = window.Now,
        Since = now.Min(p => p.FirstSeen),
        Title = $"“{Topic(topic)}”负面帖文突增",
        Why = Invariant($"最近 {Span(options.Bucket)}负面帖 {now.Count} 条、{authors} 名作者；此前 {baseline.Buckets} 个时段推算预期不超过约 {expected:0.0} 条，偶然出现的概率 {chance:0.0e+0}（误报设定每天 {options.FalseAlarmsPerDay:0.##} 次）。"),
        Evidence = [.. now.OrderByDescending(p => p.Assessment!.Sentiment.Negative).ThenBy(p => p.Id, StringComparer.Ordinal).Take(10).Select(p => p.Id)],
        Numbers = new Dictionary<string, double>
        {
            ["count"] = now.Count,
            ["authors"] = authors,
            ["expected"] = expected,
            ["chance"] = chance,
            ["baselineBuckets"] = baseline.Buckets,
        },
    };

    private WarningLevel Level(int count, double ratio)
    {
        if (count >= options.OrangeCount && ratio >= 5) return WarningLevel.Orange;
        return count >= options.YellowCount && ratio >= 3 ? WarningLevel.Yellow : WarningLevel.Blue;
    }
}
