using Monitor.Analysis.Detectors.NegativeBurst;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Signals;
using Monitor.Core.Sources;
using Xunit;
using static Monitor.Tests.Analysis.Detectors.Windows;

namespace Monitor.Tests.Analysis.Detectors;

public sealed class NegativeBurstDetectorTests
{
    private readonly NegativeBurstDetector _detector = new(new NegativeBurstOptions());

    [Theory]
    [InlineData(0, 7, null)]
    [InlineData(0, 12, WarningLevel.Blue)]
    [InlineData(2, 8, null)]
    [InlineData(2, 20, WarningLevel.Blue)]
    [InlineData(2, 40, WarningLevel.Yellow)]
    [InlineData(2, 120, WarningLevel.Orange)]
    [InlineData(20, 30, null)]
    [InlineData(20, 60, WarningLevel.Blue)]
    public void A_count_fires_when_the_day_makes_it_unlikely(int usual, int count, WarningLevel? level)
    {
        var signal = _detector.Detect(Window(usual, count)).SingleOrDefault();
        Assert.Equal(level, signal?.Level);
        if (signal is null) return;
        Assert.Equal("burst:system_outage", signal.Fingerprint);
        Assert.Equal(Team.Propaganda, signal.Team);
        Assert.Contains($"负面帖 {count} 条", signal.Why);
        Assert.Equal(10, signal.Evidence.Count);
    }

    [Fact]
    public void Too_short_a_past_says_nothing_and_keeps_what_is_open()
    {
        var window = Empty with { Posts = [.. Now15(50), Post("first", 60)] };
        Assert.Empty(_detector.Detect(window));
        var open = window with { OpenFingerprints = new HashSet<string> { "burst:system_outage" } };
        Assert.Equal(SignalState.Unknown, Assert.Single(_detector.Detect(open)).State);
    }

    [Fact]
    public void One_author_posting_many_times_is_no_burst()
    {
        var window = Window(0, 0);
        window = window with { Posts = [.. window.Posts, .. Now15(50).Select(p => p with { AuthorKey = "same" })] };
        Assert.Empty(_detector.Detect(window));
    }

    [Fact]
    public void Positive_official_irrelevant_and_off_topic_posts_do_not_count()
    {
        Assert.Empty(_detector.Detect(With(i => Outage(i) with { Role = SourceRole.Official })));
        Assert.Empty(_detector.Detect(With(i => Post("n" + i, 5, sentiment: SentimentLabel.Positive, topic: Topics.SystemOutage))));
        Assert.Empty(_detector.Detect(With(i => Post("n" + i, 5, relevance: 0.2, topic: Topics.SystemOutage))));
        Assert.Empty(_detector.Detect(With(i => Post("n" + i, 5, topic: Topics.OffTopic))));
        Assert.Single(_detector.Detect(With(Outage)));
    }

    [Fact]
    public void An_open_burst_clears_when_counts_fall_back_and_is_unknown_when_blind()
    {
        var calm = Window(2, 2) with { OpenFingerprints = new HashSet<string> { "burst:system_outage" } };
        Assert.Equal(SignalState.Clear, Assert.Single(_detector.Detect(calm)).State);
        var blind = calm with { SourceStatuses = [Status("weibo-1", SourceState.Unreachable)] };
        Assert.Equal(SignalState.Unknown, Assert.Single(_detector.Detect(blind)).State);
    }

    [Fact]
    public void A_lasting_burst_does_not_become_its_own_normal()
    {
        var window = Window(2, 30);
        var lasting = Enumerable.Range(0, 8).SelectMany(b => Enumerable.Range(0, 30).Select(i => Post($"l{b}-{i}", 20 + (15 * b), topic: Topics.SystemOutage)));
        window = window with { Posts = [.. window.Posts, .. lasting], OpenFingerprints = new HashSet<string> { "burst:system_outage" } };
        Assert.Equal(SignalState.Firing, Assert.Single(_detector.Detect(window)).State);
    }

    [Fact]
    public void Quiet_days_keep_the_stated_false_alarm_rate()
    {
        // Quiet days at several rates, tested at one in a thousand: the stated rates themselves are too rare to count here.
        var random = new Random(20260607);
        int looks = 0, alarms = 0;
        foreach (var rate in new[] { 0.5, 2.0, 8.0, 30.0 })
        {
            for (var run = 0; run < 3000; run++)
            {
                var baseline = Baseline.Of([.. Enumerable.Range(0, 93).Select(_ => Draw(random, rate))]);
                var chance = baseline.Chance(Draw(random, rate), Math.Max(baseline.DayMean, baseline.RecentMean));
                looks++;
                if (chance < 0.001) alarms++;
            }
        }

        Assert.True(alarms <= looks * 0.002, $"{alarms} of {looks}");
        Assert.Equal(0.2, _detector.Alpha * Topics.All.Count * 96 * 4, 1e-9);
    }

    [Theory]
    [InlineData(0, 3, 1)]
    [InlineData(1, 3, 0.950212931632136)]
    [InlineData(5, 2, 0.052653017343711)]
    [InlineData(3, 10, 0.997230604284488)]
    [InlineData(30, 10, 2.5099512015e-7)]
    public void The_tail_agrees_with_a_fifty_digit_sum(double count, double mean, double expected) =>
        Assert.Equal(1, Poisson.AtLeast(count, mean) / expected, 1e-9);

    private static int Draw(Random random, double mean)
    {
        var limit = Math.Exp(-mean);
        var k = 0;
        for (var p = random.NextDouble(); p > limit; p *= random.NextDouble()) k++;
        return k;
    }

    private static Post Outage(int i) => Post("n" + i, 5, topic: Topics.SystemOutage);

    private static IEnumerable<Post> Now15(int count) => Enumerable.Range(0, count).Select(Outage);

    private static JudgeWindow With(Func<int, Post> post)
    {
        var window = Window(0, 0);
        return window with { Posts = [.. window.Posts, .. Enumerable.Range(0, 50).Select(post)] };
    }

    /// <summary>A day with so many posts in every past bucket and so many in the newest; one praise marks the day's start.</summary>
    private static JudgeWindow Window(int usual, int count)
    {
        var past = Enumerable.Range(1, 94).SelectMany(b => Enumerable.Range(0, usual).Select(i => Post($"h{b}-{i}", (15 * b) + 7, topic: Topics.SystemOutage)));
        var start = Post("start", (24 * 60) - 1, sentiment: SentimentLabel.Positive, topic: Topics.Praise);
        return Empty with { Posts = [start, .. past, .. Now15(count)] };
    }
}
