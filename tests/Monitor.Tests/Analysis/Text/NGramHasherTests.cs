using Monitor.Analysis.Models;
using Monitor.Analysis.Text;
using Xunit;

namespace Monitor.Tests.Analysis.Text;

public sealed class NGramHasherTests
{
    [Fact]
    public void A_text_gives_its_distinct_grams_of_one_to_three_characters()
    {
        var buffer = new FeatureBuffer();
        NGramHasher.Fill("高考高考", buffer);
        // 高 考 (twice each), the three beginnings and 考高, 高考高, 考高考.
        Assert.Equal(buffer.Count, buffer.Gram.Take(buffer.Count).Distinct().Count());
        var at = Array.IndexOf(buffer.Gram, Hash("考"), 0, buffer.Count);
        Assert.Equal(1 + MathF.Log(2), buffer.Frequency[at], 5);
    }

    [Fact]
    public void A_short_text_after_a_long_one_keeps_nothing_of_it()
    {
        var buffer = new FeatureBuffer();
        NGramHasher.Fill("考试", buffer);
        var alone = buffer.Gram[..buffer.Count];
        NGramHasher.Fill(string.Concat(Enumerable.Range(0, 9_000).Select(i => (char)(0x4E00 + i))), buffer);
        NGramHasher.Fill("考试", buffer);
        Assert.Equal(alone, buffer.Gram[..buffer.Count]);
    }

    [Fact]
    public void A_gram_of_one_post_only_is_unknown_and_a_rarer_one_weighs_more()
    {
        uint common = Hash("高"), rarer = Hash("考"), once = Hash("卷");
        var places = GramPlaces.Of([([common, rarer], 1f), ([common, rarer], 1f), ([common, once], 1f)]);
        Assert.Equal(0, places.SquaredRarity(once));
        Assert.True(places.SquaredRarity(rarer) > places.SquaredRarity(common));
    }

    [Fact]
    public void A_stranger_on_an_owned_place_counts_as_unknown()
    {
        var owner = Hash("高");
        var places = GramPlaces.Of([([owner], 1f), ([owner], 1f)]);
        Assert.Equal(0, places.SquaredRarity(owner ^ 1));
    }

    internal static uint Hash(string character)
    {
        var grams = default(NGramHasher.GramsEndingHere);
        grams.Next(character[0]);
        return grams.One;
    }
}
