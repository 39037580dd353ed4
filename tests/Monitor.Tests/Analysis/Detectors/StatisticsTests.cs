using Monitor.Analysis.Detectors.Burst;
using Monitor.Analysis.Detectors.Statistics;
using Xunit;

namespace Monitor.Tests.Analysis.Detectors;

public sealed class StatisticsTests
{
    /// <summary>Expected values: Poisson by a fifty-digit sum, negative binomial by exact fractions.</summary>
    [Theory]
    [InlineData(0, 3, 1, 1)]
    [InlineData(1, 3, 1, 0.950212931632136)]
    [InlineData(5, 2, 1, 0.052653017343711)]
    [InlineData(3, 10, 1, 0.997230604284488)]
    [InlineData(30, 10, 1, 2.5099512015e-7)]
    [InlineData(5, 2, 1.5, 8.794391098918e-2)]
    [InlineData(12, 2, 1.5, 2.851088239683e-4)]
    [InlineData(40, 10, 4, 1.018277760922e-3)]
    [InlineData(3, 10, 4, 9.255613051576e-1)]
    [InlineData(2, 0.3, 1.1, 4.378116248890e-2)]
    public void The_tail_of_counts_is_exact(int count, double mean, double dispersion, double expected) =>
        Assert.Equal(1, new CountLaw(mean, dispersion).AtLeast(count) / expected, 1e-9);

    [Fact]
    public void A_sliding_window_is_charged_for_every_climb()
    {
        // Poisson with mean 4: an arrival finds eleven posts with rate 4 · P(11) a window.
        var law = new CountLaw(4, 1);
        Assert.Equal(4 * law.Exactly(11), law.ClimbsPerWindow(12), 1e-15);
        Assert.Equal(1, law.ClimbsPerWindow(4));
        Assert.True(new CountLaw(4, 3).ClimbsPerWindow(12) > 10 * law.ClimbsPerWindow(12));
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1.959963985, 0.025)]
    [InlineData(4, 3.167124183e-5)]
    [InlineData(-1.281551566, 0.9)]
    public void The_normal_tail_agrees_with_the_tables(double z, double expected) => Assert.Equal(1, Normal.AtLeast(z) / expected, 1e-6);

    [Fact]
    public void An_earlier_burst_counts_little_in_the_mean()
    {
        Weighted[] counts = [.. new double[] { 8, 10, 9, 400 }.Select(c => new Weighted(c, 1))];
        Assert.InRange(Robust.Mean(counts, 1), 8.5, 13);
        Assert.Equal(1, Robust.Weight(3, 9, 1));
    }

    [Fact]
    public void Counts_that_scatter_more_than_chance_widen_the_law()
    {
        var even = Scatter.Of([.. Enumerable.Range(0, 50).Select(i => (IReadOnlyList<Weighted>)[new(9 + (i % 3), 1), new(11, 1), new(10, 1), new(8 + (i % 5), 1)])]);
        var wild = Scatter.Of([.. Enumerable.Range(0, 50).Select(i => (IReadOnlyList<Weighted>)[new(2 + (i % 7), 1), new(19, 1), new(6, 1), new(14 + (i % 5), 1)])]);
        Assert.Equal(1, even.Ratio);
        Assert.InRange(wild.Ratio, 3, 8);
        Assert.Equal(1, Scatter.Of([]).Ratio);
    }

    /// <summary>The sample series of epitweetr's EARS-t (Unkel), judged at its settings: seven values before, 2.5 in a hundred.</summary>
    [Fact]
    public void The_sample_series_of_ears_t_is_flagged_at_its_jump_and_not_before()
    {
        int[] series = [150, 130, 122, 160, 155, 128, 144, 125, 300, 319, 289, 277, 500];
        double Chance(int at) => DayPast.Expect([.. series[(at - 7)..at].Reverse()], lasting: true).Law.AtLeast(series[at]);
        Assert.True(Chance(7) > 0.025);
        Assert.True(Chance(8) < 1e-6);
        Assert.True(Chance(9) < 0.025, "the jump before must not hide the second high value");
    }
}
