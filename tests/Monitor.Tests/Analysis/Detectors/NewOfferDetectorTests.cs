using Monitor.Analysis.Detectors.NewOffer;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Posts;
using Monitor.Core.Signals;
using Monitor.Core.Sources;
using Xunit;
using static Monitor.Tests.Analysis.Detectors.Windows;

namespace Monitor.Tests.Analysis.Detectors;

public sealed class NewOfferDetectorTests
{
    private readonly NewOfferDetector _detector = new(new NewOfferOptions());

    [Theory]
    [InlineData(1, 1, null)]
    [InlineData(2, 1, null)]
    [InlineData(3, 1, WarningLevel.Blue)]
    [InlineData(2, 2, WarningLevel.Blue)]
    [InlineData(9, 6, WarningLevel.Yellow)]
    public void An_offer_counts_when_several_make_it_or_one_repeats_it(int posts, int authors, WarningLevel? level)
    {
        var signal = _detector.Detect(Empty with { Posts = Offers(posts, authors) }).SingleOrDefault();
        Assert.Equal(level, signal?.Level);
        if (signal is null) return;
        Assert.Equal(("new-offer:s1", Team.Propaganda), (signal.Fingerprint, signal.Team));
        Assert.Contains($"{posts} 条（兜售 {posts} 条）、{authors} 名作者", signal.Why);
    }

    [Fact]
    public void A_wording_known_for_longer_is_not_new()
    {
        var window = Empty with { Posts = Offers(4, 4) };
        Assert.Single(_detector.Detect(window with { Stories = [Known(hours: 3)] }));
        Assert.Empty(_detector.Detect(window with { Stories = [Known(hours: 300)] }));
    }

    [Fact]
    public void Talk_about_offers_official_warnings_and_far_away_goods_do_not_count()
    {
        Assert.Empty(_detector.Detect(Empty with { Posts = [.. Offers(4, 4).Select((p, i) => i < 3 ? p with { Assessment = p.Assessment! with { Form = "question" } } : p)] }));
        Assert.Empty(_detector.Detect(Empty with { Posts = [.. Offers(4, 4).Select(p => p with { Role = SourceRole.Official })] }));
        Assert.Empty(_detector.Detect(Empty with { Posts = [.. Offers(4, 4).Select(p => p with { Assessment = p.Assessment! with { Relevance = 0.2 } })] }));
    }

    [Fact]
    public void An_open_offer_lasts_until_it_is_quiet_or_the_rumour_alert_takes_it()
    {
        Assert.Equal(SignalState.Firing, Assert.Single(_detector.Detect(Opened(Offers(1, 1)))).State);
        var quiet = Opened([.. Offers(4, 4).Select(p => p with { FirstSeen = Now.AddHours(-2) })]);
        Assert.Equal(SignalState.Clear, Assert.Single(_detector.Detect(quiet)).State);
        Assert.Equal(SignalState.Unknown, Assert.Single(_detector.Detect(quiet with { SourceStatuses = [Status("weibo-1", SourceState.Blocked)] })).State);
        var taken = Empty with { Posts = Offers(4, 4), OpenFingerprints = new HashSet<string> { "new-offer:s1", "rumour-story:s1" } };
        Assert.Equal(SignalState.Clear, Assert.Single(_detector.Detect(taken)).State);
        Assert.Equal(SignalState.Clear, Assert.Single(_detector.Detect(Opened([]))).State);
        // Memory did not hold the whole look-back: that there are none proves nothing.
        Assert.Equal(SignalState.Unknown, Assert.Single(_detector.Detect(Opened([]) with { PostsCutAt = Empty.Now.AddHours(-2) })).State);
    }

    private static JudgeWindow Opened(IReadOnlyList<Post> posts) => Empty with { Posts = posts, OpenFingerprints = new HashSet<string> { "new-offer:s1" } };

    private static Story Known(int hours) => new()
    {
        Id = "s1",
        Text = "出售答案",
        FirstSeen = Now.AddHours(-hours),
        LastSeen = Now,
        Posts = 9,
        Authors = 5,
        Sources = 2,
        Platforms = 1,
    };

    private static List<Post> Offers(int posts, int authors) => [.. Enumerable.Range(0, posts).Select(i => Post("o" + i, 20 - i, author: "a" + (i % authors)))
        .Select(p => p with { Assessment = p.Assessment! with { Form = "sales_offer" } })];
}
