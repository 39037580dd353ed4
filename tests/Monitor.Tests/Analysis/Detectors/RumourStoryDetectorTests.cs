using Monitor.Analysis.Detectors.RumourStory;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Signals;
using Monitor.Core.Sources;
using Xunit;
using static Monitor.Tests.Analysis.Detectors.Windows;

namespace Monitor.Tests.Analysis.Detectors;

public sealed class RumourStoryDetectorTests
{
    private readonly RumourStoryDetector _detector = new(new RumourStoryOptions());

    [Theory]
    [InlineData(2, 1, 20, null)]
    [InlineData(3, 1, 20, WarningLevel.Blue)]
    [InlineData(2, 2, 20, WarningLevel.Blue)]
    [InlineData(10, 1, 20, WarningLevel.Yellow)]
    [InlineData(10, 3, 20, WarningLevel.Orange)]
    [InlineData(50, 1, 20, WarningLevel.Orange)]
    [InlineData(60, 4, 5, WarningLevel.Orange)]
    [InlineData(9, 3, 20, WarningLevel.Yellow)]
    public void The_level_follows_authors_and_platforms(int authors, int platforms, double minutesAgo, WarningLevel? level)
    {
        // Half of the posts are older, so that growth alone does not raise the level here.
        var posts = Enumerable.Range(0, authors).Select(i => Post("p" + i, i % 2 == 0 ? minutesAgo : 50, platform: "platform" + (i % platforms)));
        var signal = _detector.Detect(Window(posts)).SingleOrDefault();
        Assert.Equal(level, signal?.Level);
        if (signal is null) return;
        Assert.Equal(Team.Propaganda, signal.Team);
        Assert.Equal("s1", signal.Subject);
        Assert.Contains($"{authors} 名作者", signal.Why);
    }

    [Fact]
    public void Fast_growth_raises_the_level()
    {
        var slow = Enumerable.Range(0, 40).Select(i => Post("p" + i, i < 20 ? 5 : 45, author: "a" + (i % 5)));
        var fast = Enumerable.Range(0, 40).Select(i => Post("p" + i, i < 35 ? 5 : 45, author: "a" + (i % 5)));
        Assert.Equal(WarningLevel.Blue, Assert.Single(_detector.Detect(Window(slow))).Level);
        Assert.Equal(WarningLevel.Yellow, Assert.Single(_detector.Detect(Window(fast))).Level);
    }

    [Fact]
    public void Harmless_irrelevant_official_and_backfilled_posts_make_no_rumour()
    {
        Assert.Empty(_detector.Detect(Window(Many(5, p => Post(p, 5, band: RiskBand.Low)))));
        Assert.Empty(_detector.Detect(Window(Many(5, p => Post(p, 5, relevance: 0.1)))));
        Assert.Empty(_detector.Detect(Window(Many(5, p => Post(p, 5, role: SourceRole.Official)))));
        Assert.Empty(_detector.Detect(Window(Many(5, p => Post(p, 5) with { Backfill = true }))));
        Assert.Empty(_detector.Detect(Window(Many(5, p => Post(p, 5) with { Assessment = null }))));
    }

    [Fact]
    public void Posts_without_an_author_are_one_voice_per_source() =>
        Assert.Empty(_detector.Detect(Window(Many(50, p => Post(p, 5) with { AuthorKey = null }))));

    [Fact]
    public void Evidence_is_the_ten_riskiest_posts()
    {
        var signal = Assert.Single(_detector.Detect(Window(Many(30, p => Post(p, 5)))));
        Assert.Equal(10, signal.Evidence.Count);
    }

    [Fact]
    public void A_quiet_story_is_over_unless_its_sources_cannot_be_read()
    {
        var quiet = Window(Many(5, p => Post(p, 40)), "rumour-story:s1");
        Assert.Equal(SignalState.Clear, State(quiet));
        Assert.Equal(SignalState.Clear, State(quiet with { SourceStatuses = [Status("weibo-1", SourceState.Quiet), Status("x", SourceState.Blocked)] }));
        Assert.Equal(SignalState.Unknown, State(quiet with { SourceStatuses = [Status("weibo-1", SourceState.Blocked), Status("x", SourceState.Ok)] }));
    }

    [Fact]
    public void A_quiet_story_is_not_over_while_new_posts_of_its_sources_wait_for_their_judgement()
    {
        var quiet = Many(5, p => Post(p, 40)).ToList();
        Assert.Equal(SignalState.Unknown, State(Window([.. quiet, Post("w", 2) with { Assessment = null }], "rumour-story:s1")));
        Assert.Equal(SignalState.Unknown, State(Window([Post("w", 2, story: "s9") with { Assessment = null }], "rumour-story:s1")));
        Assert.Equal(SignalState.Clear, State(Window([.. quiet, Post("w", 2, platform: "forum") with { Assessment = null }], "rumour-story:s1")));
        // One that can never be judged must not hold the alert open for a day.
        Assert.Equal(SignalState.Clear, State(Window([Post("w", 61) with { Assessment = null }, .. quiet], "rumour-story:s1")));
    }

    [Fact]
    public void A_story_gone_from_the_look_back_is_over_unless_every_source_fails()
    {
        var gone = Window([], "rumour-story:s1");
        Assert.Equal(SignalState.Clear, State(gone));
        Assert.Equal(SignalState.Unknown, State(gone with { SourceStatuses = [Status("a", SourceState.Unreachable), Status("b", SourceState.Blocked)] }));
    }

    [Fact]
    public void A_story_that_still_grows_below_its_threshold_is_not_over() =>
        Assert.Equal(SignalState.Unknown, State(Window(Many(2, p => Post(p, 5)), "rumour-story:s1")));

    [Fact]
    public void An_alert_of_a_story_merged_away_ends_and_says_where_it_goes_on()
    {
        var window = Window(Many(5, p => Post(p, 5)), "rumour-story:young") with { MergedStories = new Dictionary<string, string> { ["young"] = "s1" } };
        var signals = _detector.Detect(window).ToDictionary(s => s.Subject);
        Assert.Equal(SignalState.Firing, signals["s1"].State);
        Assert.Equal(SignalState.Clear, signals["young"].State);
        Assert.Contains("已并入话题 s1", signals["young"].Why);
    }

    [Fact]
    public void Stories_are_judged_apart()
    {
        var posts = Many(5, p => Post(p, 5)).Concat(Many(5, p => Post("b" + p, 5, story: "s2", band: RiskBand.Low))).Concat(Many(4, p => Post("c" + p, 5, story: "s3")));
        Assert.Equal(["s1", "s3"], _detector.Detect(Window(posts)).Select(s => s.Subject));
    }

    private static IEnumerable<Post> Many(int count, Func<string, Post> post) => Enumerable.Range(0, count).Select(i => post("p" + i));

    private static JudgeWindow Window(IEnumerable<Post> posts, params string[] open) => Empty with { Posts = [.. posts], OpenFingerprints = open.ToHashSet() };

    private SignalState State(JudgeWindow window) => Assert.Single(_detector.Detect(window)).State;
}
