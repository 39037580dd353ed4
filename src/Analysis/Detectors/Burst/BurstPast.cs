using Monitor.Core.Contracts;
using Monitor.Core.Posts;

namespace Monitor.Analysis.Detectors.Burst;

/// <summary>Chooses the measure: the same hour of earlier weeks where enough of them were watched, else the day so far, else none.</summary>
/// <param name="first">First post of the look-back; before it nothing was watched.</param>
internal sealed class BurstPast(BurstOptions options, JudgeWindow window, DateTimeOffset? first)
{
    /// <summary>Recent stretch that tells today's level.</summary>
    private static readonly TimeSpan LevelSpan = TimeSpan.FromHours(3);

    private readonly Lazy<HourSeries> _series = new(() => new HourSeries(window.History));

    /// <param name="posts">The series' posts within the look-back.</param>
    /// <param name="lasting">A burst of the series is open: neither its own day nor its own level may explain it.</param>
    public Expectation? Expect(Series series, IReadOnlyList<Post> posts, bool lasting) => Weeks(series, posts, lasting) ?? Day(posts, lasting);

    private Expectation? Weeks(Series series, IReadOnlyList<Post> posts, bool lasting)
    {
        if (window.History.Count == 0) return null;
        var weeks = new WeeksPast(_series.Value, _series.Value.Counts(series.Topic, series.Sentiment), window.Now, options.MinWeeks);
        var until = window.Now - ((1 + options.Guard) * options.Bucket);
        var from = until - LevelSpan;
        var level = lasting ? 1 : weeks.Level(posts.Count(p => p.FirstSeen > from && p.FirstSeen <= until), from, until);
        return weeks.Expect(window.Now - (options.Bucket / 2), options.Bucket, level);
    }

    private Expectation? Day(IReadOnlyList<Post> posts, bool lasting)
    {
        var buckets = first is { } start ? (int)((window.Now - start) / options.Bucket) - 1 - options.Guard : 0;
        if (buckets < options.MinBaseline) return null;
        var counts = new int[buckets];
        foreach (var post in posts)
        {
            var index = (int)((window.Now - post.FirstSeen) / options.Bucket) - 1 - options.Guard;
            if (index >= 0 && index < buckets) counts[index]++;
        }

        return DayPast.Expect(counts, lasting);
    }
}
