using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Host.Scheduling;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Host.Scheduling;

public sealed class HeldPostsTests
{
    private static readonly DateTimeOffset Start = Some.T0;
    private static readonly long One = PostWeight.Of(At(0));

    [Fact]
    public void The_weight_is_that_of_what_is_held_after_adding_exchanging_and_dropping()
    {
        var held = new HeldPosts();
        held.Add([At(0), At(1), At(2)]);
        held.Exchange([At(1) with { Text = new string('考', 1_000) }]);
        held.Trim(Start.AddMinutes(1), long.MaxValue);
        Assert.Equal(2, held.All.Count);
        Assert.Equal(held.All.Sum(PostWeight.Of), held.Weight);
        Assert.Null(held.CutAt);
    }

    [Fact]
    public void Beyond_the_bound_posts_not_about_the_exams_go_first_and_the_window_counts_as_whole()
    {
        var held = new HeldPosts();
        held.Add([At(0), .. Enumerable.Range(1, 20).Select(Idle), At(21)]);
        held.Trim(Start, One * 16);
        Assert.True(held.Weight <= One * 16);
        Assert.Equal([At(0).Id, At(21).Id], held.All.Where(p => p.Assessment!.Relevance > 0.5).Select(p => p.Id));
        Assert.Contains(held.All, p => p.Id == Idle(20).Id);
        Assert.DoesNotContain(held.All, p => p.Id == Idle(1).Id);
        Assert.Null(held.CutAt);
    }

    public static TheoryData<string, RiskBand, string, string> Asked => new()
    {
        { "a risk", RiskBand.High, "opinion", Topics.OffTopic }, { "an offer", RiskBand.Low, "sales_offer", Topics.OffTopic }, { "an advertisement", RiskBand.Low, "opinion", Topics.Hype },
    };

    [Theory]
    [MemberData(nameof(Asked))]
    public void What_some_rule_looks_at_is_not_let_go_for_being_off_topic(string what, RiskBand band, string form, string topic)
    {
        var kept = Idle(0) with { Assessment = Judged(0.1, topic) with { Rumour = new RumourRisk(0.5, band, []), Form = form } };
        var held = new HeldPosts();
        held.Add([kept, .. Enumerable.Range(1, 20).Select(Idle)]);
        held.Trim(Start, One * 8);
        Assert.True(held.All.Contains(kept), what);
        Assert.Null(held.CutAt);
    }

    [Fact]
    public void When_that_is_not_enough_the_oldest_go_and_the_window_says_up_to_when()
    {
        var held = new HeldPosts();
        // Sources finish out of order.
        held.Add(Enumerable.Range(0, 20).Reverse().Select(At));
        held.Trim(Start, One * 10);
        Assert.Equal(Enumerable.Range(11, 9).Select(n => At(n).Id), held.Snapshot().Select(p => p.Id));
        Assert.Equal(Start.AddMinutes(10), held.CutAt);

        held.Trim(Start.AddMinutes(11), One * 10);
        Assert.Null(held.CutAt);
    }

    private static Post At(int minute) => Some.Post(minute.ToString("00")) with { FirstSeen = Start.AddMinutes(minute), Assessment = Judged(0.9, Topics.SystemOutage) };

    private static Post Idle(int minute) => At(minute) with { Assessment = Judged(0.1, Topics.OffTopic) };

    private static Assessment Judged(double relevance, string topic) => Some.Assessment() with { Relevance = relevance, Topics = [topic] };
}
