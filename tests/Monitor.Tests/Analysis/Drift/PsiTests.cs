using Monitor.Analysis.Drift;
using Xunit;

namespace Monitor.Tests.Analysis.Drift;

public sealed class PsiTests
{
    [Fact]
    public void The_same_shares_have_no_distance_whatever_the_numbers() =>
        Assert.Equal(0, Psi.Of([1_000, 2_000, 7_000], [10_000, 20_000, 70_000]), 5);

    /// <summary>(.3-.2)·ln(.3/.2) + (.7-.8)·ln(.7/.8) = .04055 + .01335, worked by hand; the smoothing vanishes in large counts.</summary>
    [Fact]
    public void The_distance_is_the_published_sum() =>
        Assert.Equal(0.0539, Psi.Of([200_000, 800_000], [300_000, 700_000]), 4);

    [Fact]
    public void It_is_the_same_both_ways_and_finite_for_an_empty_bin()
    {
        int[] then = [500, 300, 200], now = [0, 300, 700];
        Assert.Equal(Psi.Of(then, now), Psi.Of(now, then), 10);
        Assert.InRange(Psi.Of(then, now), 1, 10);
    }

    /// <summary>Yurdakul 2018: without any change the mean is about (B-1)(1/n + 1/m).</summary>
    [Fact]
    public void Without_a_change_it_stays_at_the_size_of_its_noise()
    {
        var random = new Random(3);
        int[] Draw(int posts)
        {
            var bins = new int[10];
            for (var i = 0; i < posts; i++) bins[(int)(Math.Pow(random.NextDouble(), 2) * 10)]++;
            return bins;
        }

        var mean = Enumerable.Range(0, 200).Average(_ => Psi.Of(Draw(2_000), Draw(300)));
        Assert.InRange(mean, 0.02, 0.05);
    }

    [Fact]
    public void Bins_of_another_kind_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Psi.Of([1, 2], [1, 2, 3]));
}
