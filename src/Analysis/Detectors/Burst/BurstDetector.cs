using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Signals;
using static Monitor.Analysis.Detectors.Chinese;

namespace Monitor.Analysis.Detectors.Burst;

/// <summary>Posts of one topic and mood against what the same hour of earlier weeks, or the day so far, makes likely. docs/detectors.md has the formulas.</summary>
internal sealed class BurstDetector(BurstOptions options) : IDetector
{
    public const string KindName = "burst";

    /// <summary>A burst stays one until its count is this likely again: no flicker at the threshold.</summary>
    private const double UsualAgain = 0.01;

    /// <summary>Distress has its own gentle route, off-topic talk none.</summary>
    private static readonly IReadOnlyList<string> Watched = [.. Topics.All.Except([Topics.OffTopic, Topics.StudentWellbeing])];

    public string Kind => KindName;

    /// <summary>Climbs to the threshold that one series may show within one bucket, so that all series of a day keep the stated rate (Bonferroni).</summary>
    internal double Allowed => options.FalseAlarmsPerDay / (Watched.Count * options.Sentiments.Count * (TimeSpan.FromDays(1) / options.Bucket));

    public IEnumerable<Signal> Detect(JudgeWindow window)
    {
        var open = new OpenSubjects(KindName, Team.Propaganda, window);
        var posts = window.Posts.Where(p => !p.Backfill && p.FirstSeen <= window.Now).ToList();
        var byTopic = posts.Where(p => HourTally.TopicOf(p) is not null).ToLookup(p => (HourTally.TopicOf(p)!, p.Assessment!.Sentiment.Label));
        var past = new BurstPast(options, window, posts.Count == 0 ? null : posts.Min(p => p.FirstSeen));
        foreach (var topic in Watched)
        {
            foreach (var mood in options.Sentiments)
            {
                if (Judge(new Series(topic, mood), [.. byTopic[(topic, mood)]], past, window, open) is { } signal) yield return signal;
            }
        }

        foreach (var subject in open.Rest()) yield return open.Unwatched(subject, "该主题或情绪");
    }

    private Signal? Judge(Series series, List<Post> posts, BurstPast past, JudgeWindow window, OpenSubjects open)
    {
        var isOpen = open.Contains(series.Subject);
        var now = posts.Where(p => p.FirstSeen > window.Now - options.Bucket).ToList();
        var authors = Voices.Count(now);
        var enough = now.Count >= options.MinCount && authors >= options.MinAuthors;
        if (!isOpen && !enough) return null;
        if (past.Expect(series, posts, isOpen) is not { } usual)
            return isOpen ? open.Unknown(series.Subject, series.Name, "可比的过往时段太少，无法判断。") : null;

        if (enough && (isOpen ? usual.Law.AtLeast(now.Count) < UsualAgain : usual.Law.ClimbsPerWindow(now.Count) < Allowed))
            return open.Firing(Fire(series, now, authors, usual, window));
        if (!isOpen) return null;
        if (SourceSight.Blind(window, posts.Select(p => p.SourceId).ToHashSet(StringComparer.Ordinal)))
            return open.Unknown(series.Subject, series.Name, "来源当前无法读取，帖文减少不等于回落。");
        return open.Clear(series.Subject, series.Name + "回落", Invariant($"最近 {Span(options.Bucket)} {now.Count} 条，预期约 {usual.Law.Mean:0.0} 条，已回到常态。"));
    }

    private Signal Fire(Series series, List<Post> now, int authors, Expectation usual, JudgeWindow window)
    {
        var chance = usual.Law.AtLeast(now.Count);
        return new Signal
        {
            Kind = KindName,
            Subject = series.Subject,
            Team = Team.Propaganda,
            Level = Level(now.Count, now.Count / usual.Law.Mean),
            At = window.Now,
            Since = now.Min(p => p.FirstSeen),
            Title = series.Name + "突增",
            Why = Invariant($"最近 {Span(options.Bucket)}{Mood(series.Sentiment)}帖 {now.Count} 条、{authors} 名作者；按{usual.Basis}推算预期约 {usual.Law.Mean:0.0} 条（离散度 {usual.Law.Dispersion:0.0}），偶然出现的概率 {chance:0.0e+0}（全部主题合计误报设定每天不超过 {options.FalseAlarmsPerDay:0.##} 次）。"),
            Evidence = [.. now.OrderByDescending(p => p.Assessment!.Sentiment.Negative).ThenBy(p => p.Id, StringComparer.Ordinal).Take(10).Select(p => p.Id)],
            Numbers = new Dictionary<string, double>
            {
                ["count"] = now.Count,
                ["authors"] = authors,
                ["expected"] = usual.Law.Mean,
                ["dispersion"] = usual.Law.Dispersion,
                ["chance"] = chance,
                ["samples"] = usual.Samples,
            },
        };
    }

    private WarningLevel Level(int count, double ratio)
    {
        if (count >= options.OrangeCount && ratio >= 5) return WarningLevel.Orange;
        return count >= options.YellowCount && ratio >= 3 ? WarningLevel.Yellow : WarningLevel.Blue;
    }
}
