using Monitor.Analysis.Detectors.Burst;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Signals;
using Monitor.Core.Sources;
using Xunit;
using static Monitor.Tests.Analysis.Detectors.Windows;

namespace Monitor.Tests.Analysis.Detectors.Burst;

public sealed class BurstDetectorTests
{
    private readonly BurstDetector _detector = new(new BurstOptions());

    [Theory]
    [InlineData(0, 7, null)]
    [InlineData(0, 12, WarningLevel.Blue)]
    [InlineData(2, 8, null)]
    [InlineData(2, 20, WarningLevel.Blue)]
    [InlineData(2, 40, WarningLevel.Yellow)]
    [InlineData(2, 120, WarningLevel.Orange)]
    [InlineData(20, 30, null)]
    [InlineData(20, 60, WarningLevel.Blue)]
    public void Without_weeks_a_count_fires_when_the_day_makes_it_unlikely(int usual, int count, WarningLevel? level)
    {
        var signal = _detector.Detect(Day(usual, count)).SingleOrDefault();
        Assert.Equal(level, signal?.Level);
        if (signal is null) return;
        Assert.Equal("burst:system_outage", signal.Fingerprint);
        Assert.Equal(Team.Propaganda, signal.Team);
        Assert.Contains($"负面帖 {count} 条", signal.Why);
        Assert.Contains("当天此前", signal.Why);
        Assert.Equal(10, signal.Evidence.Count);
    }

    [Theory]
    [InlineData(8, 9, false)]
    [InlineData(8, 30, true)]
    [InlineData(100, 30, false)]
    [InlineData(100, 80, true)]
    public void With_weeks_the_same_hour_of_the_week_is_the_measure(int perHour, int count, bool fires)
    {
        var signal = _detector.Detect(Day(perHour / 4, count) with { History = Weeks(4, (_, _) => perHour) }).SingleOrDefault();
        Assert.Equal(fires, signal is not null);
        if (signal is not null) Assert.Contains("此前 4 周同星期同时段", signal.Why);
    }

    [Fact]
    public void A_busy_hour_of_every_week_is_no_burst_though_the_day_was_calm()
    {
        // Noon on Fridays is always loud; the morning before it is not.
        var history = Weeks(4, (_, hour) => hour % 168 is 0 or 1 or 2 ? 160 : 4);
        Assert.Empty(_detector.Detect(Day(1, 45) with { History = history }));
        Assert.Single(_detector.Detect(Day(1, 45) with { History = Weeks(4, (_, _) => 4) }));
    }

    [Fact]
    public void Last_weeks_burst_does_not_hide_this_weeks()
    {
        var history = Weeks(4, (week, hour) => week == 2 && hour % 168 is 0 or 1 or 2 ? 400 : 8);
        Assert.Single(_detector.Detect(Day(2, 40) with { History = history }));
    }

    [Fact]
    public void A_day_that_is_loud_as_a_whole_is_not_one_long_burst()
    {
        var history = Weeks(4, (_, _) => 8);
        Assert.Empty(_detector.Detect(Day(20, 26) with { History = history }));
        var open = Day(20, 26) with { History = history, OpenFingerprints = new HashSet<string> { "burst:system_outage" } };
        Assert.Equal(SignalState.Firing, Assert.Single(_detector.Detect(open)).State);
    }

    [Fact]
    public void Hours_in_which_nothing_was_read_are_not_taken_for_calm()
    {
        // The service was off at this hour in two of four weeks: two weeks are too few, so the day speaks.
        var history = Weeks(4, (week, hour) => week > 2 && hour % 168 is 0 or 1 or 2 ? null : 8);
        var signal = Assert.Single(_detector.Detect(Day(2, 40) with { History = history }));
        Assert.Contains("当天此前", signal.Why);
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
        var window = Day(0, 0);
        window = window with { Posts = [.. window.Posts, .. Now15(50).Select(p => p with { AuthorKey = "same" })] };
        Assert.Empty(_detector.Detect(window));
    }

    [Fact]
    public void Other_moods_official_irrelevant_off_topic_and_distressed_posts_do_not_count()
    {
        Assert.Empty(_detector.Detect(With(i => Outage(i) with { Role = SourceRole.Official })));
        Assert.Empty(_detector.Detect(With(i => Post("n" + i, 5, sentiment: SentimentLabel.Positive, topic: Topics.SystemOutage))));
        Assert.Empty(_detector.Detect(With(i => Post("n" + i, 5, relevance: 0.2, topic: Topics.SystemOutage))));
        Assert.Empty(_detector.Detect(With(i => Post("n" + i, 5, topic: Topics.OffTopic))));
        Assert.Empty(_detector.Detect(With(i => Post("n" + i, 5, topic: Topics.StudentWellbeing))));
        Assert.Single(_detector.Detect(With(Outage)));
    }

    [Fact]
    public void A_mood_that_is_asked_for_is_a_series_of_its_own()
    {
        var detector = new BurstDetector(new BurstOptions { Sentiments = [SentimentLabel.Negative, SentimentLabel.Positive] });
        var signal = Assert.Single(detector.Detect(With(i => Post("n" + i, 5, sentiment: SentimentLabel.Positive, topic: Topics.Hype))));
        Assert.Equal("burst:hype.positive", signal.Fingerprint);
        Assert.Contains("正面帖文突增", signal.Title);
        Assert.Equal(_detector.Allowed / 2, detector.Allowed, 1e-12);
    }

    [Fact]
    public void An_open_burst_clears_when_counts_fall_back_and_is_unknown_when_blind()
    {
        var calm = Day(2, 2) with { OpenFingerprints = new HashSet<string> { "burst:system_outage" } };
        Assert.Equal(SignalState.Clear, Assert.Single(_detector.Detect(calm)).State);
        var blind = calm with { SourceStatuses = [Status("weibo-1", SourceState.Unreachable)] };
        Assert.Equal(SignalState.Unknown, Assert.Single(_detector.Detect(blind)).State);
    }

    [Fact]
    public void A_lasting_burst_does_not_become_its_own_normal()
    {
        var window = Day(2, 30);
        var lasting = Enumerable.Range(0, 8).SelectMany(b => Enumerable.Range(0, 30).Select(i => Post($"l{b}-{i}", 20 + (15 * b), topic: Topics.SystemOutage)));
        window = window with { Posts = [.. window.Posts, .. lasting], OpenFingerprints = new HashSet<string> { "burst:system_outage" } };
        Assert.Equal(SignalState.Firing, Assert.Single(_detector.Detect(window)).State);
    }

    private static Post Outage(int i) => Post("n" + i, 5, topic: Topics.SystemOutage);

    private static IEnumerable<Post> Now15(int count) => Enumerable.Range(0, count).Select(Outage);

    private static JudgeWindow With(Func<int, Post> post)
    {
        var window = Day(0, 0);
        return window with { Posts = [.. window.Posts, .. Enumerable.Range(0, 50).Select(post)] };
    }

    /// <summary>Hourly counts going back from now, null = nothing was read; spread a little, as no two weeks are alike.</summary>
    private static List<HourCount> Weeks(int weeks, Func<int, int, int?> count) =>
        [.. Enumerable.Range(1, (weeks * 168) + 2).Reverse().Select(ago => (ago, Posts: count(((ago - 1) / 168) + 1, ago)))
            .Where(h => h.Posts is not null)
            .Select(h => new HourCount(HourTally.HourOf(Now.AddHours(-h.ago)), Topics.SystemOutage, SentimentLabel.Negative, h.Posts!.Value + (h.ago / 24 % 3) - 1))];

    /// <summary>A day with so many posts in every past bucket and so many in the newest; one praise marks the day's start.</summary>
    private static JudgeWindow Day(int usual, int count)
    {
        var past = Enumerable.Range(1, 94).SelectMany(b => Enumerable.Range(0, usual).Select(i => Post($"h{b}-{i}", (15 * b) + 7, topic: Topics.SystemOutage)));
        var start = Post("start", (24 * 60) - 1, sentiment: SentimentLabel.Positive, topic: Topics.Praise);
        return Empty with { Posts = [start, .. past, .. Now15(count)] };
    }
}
