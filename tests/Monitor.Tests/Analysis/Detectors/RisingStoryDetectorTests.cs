using Monitor.Analysis.Detectors.RisingStory;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Signals;
using Monitor.Core.Sources;
using Xunit;
using static Monitor.Tests.Analysis.Detectors.Windows;

namespace Monitor.Tests.Analysis.Detectors;

public sealed class RisingStoryDetectorTests
{
    private readonly RisingStoryDetector _detector = new(new RisingStoryOptions());

    [Theory]
    [InlineData(0, 0, 5, false)]
    [InlineData(0, 0, 6, true)]
    [InlineData(1, 3, 12, true)]
    [InlineData(1, 3, 7, false)]
    [InlineData(6, 6, 12, false)]
    [InlineData(9, 3, 12, false)]
    [InlineData(8, 8, 8, false)]
    public void A_story_that_doubles_from_window_to_window_is_rising(int earlier, int before, int now, bool fires)
    {
        var signal = _detector.Detect(Empty with { Posts = Story("s1", earlier, before, now) }).SingleOrDefault();
        Assert.Equal(fires, signal is not null);
        if (signal is null) return;
        Assert.Equal(("rising-story:s1", Team.Propaganda, WarningLevel.Blue), (signal.Fingerprint, signal.Team, signal.Level));
        Assert.Contains($"{earlier} → {before} → {now} 条", signal.Why);
    }

    [Fact]
    public void One_author_one_source_or_a_calm_and_harmless_story_is_not()
    {
        var rising = Story("s1", 0, 2, 10);
        Assert.Single(Look(rising));
        Assert.Empty(Look([.. rising.Select(p => p with { AuthorKey = "same" })]));
        Assert.Empty(Look([.. rising.Select(p => p with { SourceId = "only", Platform = "weibo" })]));
        Assert.Empty(Look([.. rising.Select(p => p with { Role = SourceRole.Official })]));
        Assert.Empty(Look(Story("s1", 0, 2, 10, topic: Topics.OffTopic)));
        Assert.Empty(Look(Story("s1", 0, 2, 10, relevance: 0.3)));
        Assert.Empty(Look(Story("s1", 0, 2, 10, mood: SentimentLabel.Neutral)));
        Assert.Single(Look(Story("s1", 0, 2, 10, mood: SentimentLabel.Neutral, band: RiskBand.High)));
    }

    [Fact]
    public void Distress_is_left_to_its_own_route() => Assert.Empty(Look(Story("s1", 0, 2, 10, topic: Topics.StudentWellbeing)));

    [Fact]
    public void On_a_day_when_many_stories_are_as_fast_none_is_unusual()
    {
        // Thirty stories had eight posts within minutes this morning.
        var morning = Enumerable.Range(0, 30).SelectMany(s => Enumerable.Range(0, 8).Select(i => Post($"m{s}-{i}", 200 + i, story: "m" + s, band: RiskBand.Low))).ToList();
        Assert.Empty(Look([.. morning, .. Story("s1", 0, 0, 8)]));
        Assert.Single(Look([.. morning, .. Story("s1", 0, 1, 16)]));
    }

    [Fact]
    public void What_the_rumour_alert_has_taken_over_is_not_told_twice()
    {
        var window = Empty with { Posts = Story("s1", 0, 2, 10), OpenFingerprints = new HashSet<string> { "rumour-story:s1" } };
        Assert.Empty(_detector.Detect(window));
        var both = window with { OpenFingerprints = new HashSet<string> { "rumour-story:s1", "rising-story:s1" } };
        Assert.Equal(SignalState.Clear, Assert.Single(_detector.Detect(both)).State);
    }

    [Theory]
    [InlineData(10, 10, SignalState.Firing)]
    [InlineData(10, 8, SignalState.Clear)]
    [InlineData(3, 4, SignalState.Clear)]
    public void An_open_one_lasts_while_it_does_not_slow_down(int before, int now, SignalState state) =>
        Assert.Equal(state, Assert.Single(_detector.Detect(Opened(Story("s1", 0, before, now)))).State);

    [Fact]
    public void Slowing_down_while_the_sources_cannot_be_read_is_unknown_and_a_story_gone_is_over()
    {
        var blind = Opened(Story("s1", 0, 9, 0)) with { SourceStatuses = [Status("weibo-1", SourceState.Blocked), Status("forum-1", SourceState.Blocked)] };
        Assert.Equal(SignalState.Unknown, Assert.Single(_detector.Detect(blind)).State);
        Assert.Equal(SignalState.Clear, Assert.Single(_detector.Detect(Opened([]))).State);
        // Memory did not hold the whole look-back: that there are none proves nothing.
        Assert.Equal(SignalState.Unknown, Assert.Single(_detector.Detect(Opened([]) with { PostsCutAt = Empty.Now.AddHours(-2) })).State);
    }

    [Fact]
    public void Stories_of_steady_pace_keep_the_stated_rate()
    {
        // Ten stories that go on all day at one pace each, looked at every two minutes; ten alarms a day are allowed over all of them.
        var detector = new RisingStoryDetector(new RisingStoryOptions { FalseAlarmsPerDay = 10, AsFast = 1 });
        var random = new Random(20260608);
        var days = 3;
        var posts = Enumerable.Range(0, 10).SelectMany(s => Steady(random, "s" + s, perHour: 12 + (3 * s), days + 1)).OrderBy(p => p.FirstSeen).ToList();
        var opened = 0;
        var open = new HashSet<string>();
        for (var minute = 0; minute < days * 1440; minute += 2)
        {
            var now = Now.AddMinutes(minute);
            var seen = posts.Where(p => p.FirstSeen <= now && p.FirstSeen > now.AddDays(-1)).ToList();
            foreach (var signal in detector.Detect(Empty with { Now = now, Posts = seen, OpenFingerprints = open.ToHashSet() }).ToList())
            {
                if (signal.State == SignalState.Firing && open.Add(signal.Fingerprint)) opened++;
                if (signal.State == SignalState.Clear) open.Remove(signal.Fingerprint);
            }
        }

        Assert.InRange(opened, 1, 10 * days);
    }

    private static IEnumerable<Post> Steady(Random random, string story, double perHour, int days)
    {
        var n = 0;
        for (var at = -1440.0; at < (days - 1) * 1440; at += -Math.Log(1 - random.NextDouble()) * 60 / perHour)
            yield return Post($"{story}-{n}", -at, story, platform: n++ % 2 == 0 ? "weibo" : "forum", topic: Topics.ExamOrder, band: RiskBand.Low);
    }

    private List<Signal> Look(IReadOnlyList<Post> posts) => [.. _detector.Detect(Empty with { Posts = posts })];

    private static JudgeWindow Opened(IReadOnlyList<Post> posts) => Empty with { Posts = posts, OpenFingerprints = new HashSet<string> { "rising-story:s1" } };

    private static List<Post> Story(
        string id, int earlier, int before, int now, string topic = Topics.ExamOrder, double relevance = 0.9,
        SentimentLabel mood = SentimentLabel.Negative, RiskBand band = RiskBand.Low) =>
        [.. new[] { (45.0, earlier), (25.0, before), (5.0, now) }.SelectMany(w => Enumerable.Range(0, w.Item2).Select(i => Post(
            $"{id}-{w.Item1}-{i}", w.Item1, id, platform: i % 2 == 0 ? "weibo" : "forum", topic: topic, relevance: relevance, sentiment: mood, band: band)))];
}
