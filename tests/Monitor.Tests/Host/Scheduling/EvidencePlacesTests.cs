using Monitor.Core.Alerts;
using Monitor.Core.Signals;
using Monitor.Host.Scheduling;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Host.Scheduling;

public sealed class EvidencePlacesTests
{
    private static readonly Signal Signal = new()
    {
        Kind = "rumour-story",
        Subject = "s1",
        Team = Team.Propaganda,
        Level = WarningLevel.Yellow,
        At = Some.T0,
        Title = "t",
        Why = "w",
        Evidence = ["p1", "p2", "p3", "gone"],
    };

    [Fact]
    public void A_signal_learns_the_platforms_and_the_topic_of_its_posts_the_most_frequent_first()
    {
        var posts = new[] { Post("p1", "forum"), Post("p2", "weibo"), Post("p3", "weibo"), Post("p4", "zhihu") };
        var told = Assert.Single(EvidencePlaces.Add([Signal], posts));
        Assert.Equal(["weibo", "forum"], told.Places);
        Assert.Equal(posts[0].Assessment!.Topics[0], told.Topic);
    }

    [Fact]
    public void What_is_restricted_calm_or_about_no_post_stays_as_it_is()
    {
        var posts = new[] { Post("p1", "weibo") };
        Signal[] signals = [Signal with { Restricted = true }, Signal with { State = SignalState.Clear }, Signal with { Evidence = ["2026-06-07T01:00:00Z"] }, Signal with { Places = ["news"] }];
        Assert.Equal(signals.Select(s => s.Places), EvidencePlaces.Add([.. signals], posts).Select(s => s.Places));
    }

    private static Core.Posts.Post Post(string id, string platform) => Some.Post(id) with { Platform = platform, Assessment = Some.Assessment() };
}
