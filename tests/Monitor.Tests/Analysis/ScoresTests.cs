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
}
