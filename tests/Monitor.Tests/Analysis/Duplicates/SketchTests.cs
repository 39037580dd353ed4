using CsCheck;
using Monitor.Analysis.Duplicates;
using Xunit;

namespace Monitor.Tests.Analysis.Duplicates;

public sealed class SketchTests
{
    [Fact]
    public void Equal_texts_share_every_band_and_strangers_none()
    {
        var a = Sketch.BandKeys(Sketch.Grams("志愿填报系统崩了登不进去怎么办"));
        var b = Sketch.BandKeys(Sketch.Grams("志愿填报系统崩了登不进去怎么办"));
        var c = Sketch.BandKeys(Sketch.Grams("今天食堂的红烧肉特别好吃推荐大家"));
        Assert.Equal(a, b);
        Assert.DoesNotContain(a.Zip(c), pair => pair.First == pair.Second);
    }

    [Fact]
    public void A_sketch_is_the_same_in_every_process()
    {
        Assert.Equal(12638187189669138152UL, Sketch.Exact("a"));
        Assert.Equal([1459942172u, 526129680u, 711169720u], Sketch.BandKeys(Sketch.Grams("高考志愿填报"))[..3]);
    }

    [Fact]
    public void Texts_one_character_apart_meet() =>
        Gen.Int[0, 20000].Array[40].Sample(
            chars =>
            {
                var a = new string([.. chars.Select(c => (char)('一' + c))]);
                var b = a[..20] + "改" + a[21..];
                var (ga, gb) = (Sketch.Grams(a), Sketch.Grams(b));
                Assert.True(Sketch.Common(ga, gb) >= ga.Length - 2);
                return Sketch.BandKeys(ga).Intersect(Sketch.BandKeys(gb)).Any();
            },
            iter: 500);
}
