using Monitor.Analysis.Training;
using Xunit;

namespace Monitor.Tests.Analysis;

public sealed class ScoresTests
{
    [Fact]
    public void Auc_counts_ties_half() => Assert.Equal(0.875, Scores.Auc([(true, .9), (true, .5), (false, .5), (false, .1)]), 6);

    [Fact]
    public void Auc_of_one_kind_alone_is_unknown() => Assert.True(double.IsNaN(Scores.Auc([(true, .9)])));

    [Fact]
    public void Macro_f1_weighs_labels_alike() => Assert.Equal((0.8 + (2.0 / 3)) / 2, Scores.MacroF1([("a", "a"), ("a", "a"), ("a", "b"), ("b", "b")]), 6);

    [Fact]
    public void A_score_that_comes_true_as_often_as_it_says_has_no_calibration_error()
    {
        var bins = Reliability.Of([(.25, true), (.25, false), (.25, false), (.25, false), (1, true)]);
        Assert.Equal([(.2, 4, .25, .25), (.9, 1, 1, 1)], bins.Select(b => (b.From, b.Posts, b.Said, b.True)));
        Assert.Equal(0, Reliability.Error(bins), 9);
        Assert.Equal(.5, Reliability.Error(Reliability.Of([(.5, true), (.5, true)])), 9);
    }

    [Fact]
    public void The_interval_of_a_mean_holds_the_mean_and_narrows_with_more_rows()
    {
        var few = Bootstrap.Interval([.. Enumerable.Range(0, 20).Select(i => (double)(i % 2))], r => r.Average());
        var many = Bootstrap.Interval([.. Enumerable.Range(0, 2000).Select(i => (double)(i % 2))], r => r.Average());
        Assert.InRange(.5, few.Low, few.High);
        Assert.True(many.High - many.Low < (few.High - few.Low) / 5);
    }
}
