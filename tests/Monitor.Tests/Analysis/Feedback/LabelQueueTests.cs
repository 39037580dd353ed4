using Monitor.Analysis.Feedback;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Sources;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Analysis.Feedback;

public sealed class LabelQueueTests
{
    [Fact]
    public void The_most_uncertain_post_comes_first_wherever_the_bands_meet()
    {
        Post[] posts = [At("far", 0.05, RiskBand.Low), At("near-low", 0.30, RiskBand.Low), At("unsure", 0.33, RiskBand.Unsure), At("mid", 0.60, RiskBand.Unsure), At("high", 0.99, RiskBand.High)];
        Assert.Equal(["unsure", "near-low"], LabelQueue.Of(posts, new HashSet<string>(), 2).Select(p => p.Id).OrderDescending());
        Assert.DoesNotContain(LabelQueue.Of(posts, new HashSet<string>(), 10), p => p.Id == "far");
    }

    [Fact]
    public void A_labelled_post_an_official_word_and_an_unassessed_one_are_not_asked_for()
    {
        Post[] posts =
        [
            At("low", 0.39, RiskBand.Low), At("labelled", 0.41, RiskBand.Unsure), At("official", 0.40, RiskBand.Unsure) with { Role = SourceRole.Official },
            At("unassessed", 0, RiskBand.Low) with { Assessment = null },
        ];
        Assert.Equal(["low"], LabelQueue.Of(posts, new HashSet<string> { "labelled" }, 10).Select(p => p.Id));
    }

    [Fact]
    public void Of_a_story_one_post_is_asked_for()
    {
        Post[] posts = [At("a", 0.39, RiskBand.Low) with { StoryId = "s" }, At("b", 0.41, RiskBand.Unsure) with { StoryId = "s" }, At("c", 0.45, RiskBand.Unsure)];
        Assert.Equal(2, LabelQueue.Of(posts, new HashSet<string>(), 10).Count);
    }

    [Fact]
    public void Where_all_posts_are_of_one_band_nothing_is_uncertain() =>
        Assert.Empty(LabelQueue.Of([At("a", 0.1, RiskBand.Low), At("b", 0.2, RiskBand.Low)], new HashSet<string>(), 10));

    private static Post At(string id, double risk, RiskBand band) => Some.Post(id) with { StoryId = null, Assessment = Some.Assessment(risk, band: band) };
}
