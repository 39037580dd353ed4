using Monitor.Analysis.Detectors.Hype;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Signals;
using Monitor.Core.Sources;
using Xunit;
using static Monitor.Tests.Analysis.Detectors.Windows;

namespace Monitor.Tests.Analysis.Detectors;

public sealed class HypeDetectorTests
{
    private readonly HypeDetector _detector = new(new HypeOptions { Sources = ["school"] });

    [Fact]
    public void One_success_notice_of_a_watched_or_official_source_is_enough()
    {
        var school = Hype("a") with { SourceId = "school" };
        var bureau = Hype("b") with { SourceId = "bureau", Role = SourceRole.Official };
        var window = Empty with { Posts = [school, bureau], Sources = [new SourceDefinition { Id = "school", Name = "区一中公众号", Kind = "feed" }] };
        var signals = _detector.Detect(window).OrderBy(s => s.Subject, StringComparer.Ordinal).ToList();
        Assert.Equal(["hype:bureau", "hype:school"], signals.Select(s => s.Fingerprint));
        Assert.Contains("区一中公众号", signals[1].Title);
        Assert.All(signals, s => Assert.Equal((Team.Propaganda, WarningLevel.Blue), (s.Team, s.Level)));
    }

    [Theory]
    [InlineData(7, 7, null)]
    [InlineData(8, 3, null)]
    [InlineData(8, 4, WarningLevel.Blue)]
    [InlineData(30, 20, WarningLevel.Yellow)]
    public void Of_the_public_it_takes_a_crowd(int posts, int authors, WarningLevel? level) =>
        Assert.Equal(level, _detector.Detect(Crowd(posts, authors)).SingleOrDefault()?.Level);

    [Fact]
    public void Other_topics_other_words_the_past_and_corrections_do_not_count()
    {
        Assert.Empty(Look(p => p with { Assessment = p.Assessment! with { Topics = [Topics.Praise] } }));
        Assert.Empty(Look(p => p with { Text = "今天真热闹" }));
        Assert.Empty(Look(p => p with { Text = "严禁任何学校和个人宣传炒作高考状元" }));
        Assert.Empty(Look(p => p with { Backfill = true }));
        Assert.Empty(Look(p => p with { Assessment = p.Assessment! with { Form = "rebuttal" } }));
        Assert.Single(Look(p => p with { Assessment = p.Assessment! with { Topics = [Topics.Praise, Topics.Hype] } }));
    }

    [Fact]
    public void It_ends_when_the_window_has_passed()
    {
        var open = Empty with { OpenFingerprints = new HashSet<string> { "hype:公众", "hype:school" } };
        Assert.All(_detector.Detect(open), s => Assert.Equal(SignalState.Clear, s.State));
        Assert.All(_detector.Detect(open with { SourceStatuses = [Status("school", SourceState.Blocked)] }), s => Assert.Equal(SignalState.Unknown, s.State));
    }

    private List<Signal> Look(Func<Post, Post> change) => [.. _detector.Detect(Crowd(10, 10) with { Posts = [.. Crowd(10, 10).Posts.Select(change)] })];

    private static JudgeWindow Crowd(int posts, int authors) => Empty with { Posts = [.. Enumerable.Range(0, posts).Select(i => Hype("p" + i, "a" + (i % authors)))] };

    private static Post Hype(string id, string? author = null) =>
        Post(id, 30, author: author, topic: Topics.Hype, sentiment: SentimentLabel.Positive) with { Text = "喜报！我校再出全区最高分" };
}
