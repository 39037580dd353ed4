using Monitor.Analysis.Duplicates;
using Monitor.Tests.Support;
using Xunit;

namespace Monitor.Tests.Analysis.Duplicates;

public sealed class StoryQualityTests(ITestOutputHelper output)
{
    private const int Orders = 5;

    [Fact]
    public void The_set_holds_enough_stories_and_variants_and_no_family_in_both_halves()
    {
        var all = StorySet.ChosenOn.Concat(StorySet.HeldOut).ToList();
        var stories = all.GroupBy(t => t.Story).ToList();
        Assert.True(stories.Count >= 60, $"{stories.Count} stories");
        Assert.All(stories, s => Assert.InRange(s.Count(), 4, 12));
        Assert.Empty(StorySet.ChosenOn.Select(t => t.Family).Intersect(StorySet.HeldOut.Select(t => t.Family)));
        Assert.All(all.GroupBy(t => t.Family), f => Assert.True(f.Select(t => t.Story).Distinct().Count() >= 3, f.Key));
        Assert.Superset(
            new HashSet<string> { "base", "chain", "truncated", "comment", "hashtag", "numbers", "paraphrase", "headline", "news", "traditional", "split" },
            all.Select(t => t.Kind).ToHashSet());
    }

    [Fact]
    public void Held_out_stories_are_told_apart_and_together_at_nine_in_ten()
    {
        var chosen = Measure("chosen on", StorySet.ChosenOn);
        var held = Measure("held out", StorySet.HeldOut);
        Assert.True(held.F1 >= 0.90, $"held out {held.F1:0.000}");
        Assert.True(held.Precision >= 0.90, $"held out precision {held.Precision:0.000}");
        Assert.True(chosen.F1 >= 0.88, $"chosen on {chosen.F1:0.000}");
    }

    [Theory]
    [InlineData("chain", 1.0)]
    [InlineData("traditional", 1.0)]
    [InlineData("split", 1.0)]
    [InlineData("hashtag", 1.0)]
    [InlineData("comment", 0.95)]
    [InlineData("truncated", 0.95)]
    [InlineData("news", 0.95)]
    [InlineData("numbers", 0.9)]
    [InlineData("headline", 0.75)]
    [InlineData("paraphrase", 0.75)]
    public void A_variant_joins_the_story_of_its_original(string kind, double least)
    {
        int joined = 0, asked = 0;
        foreach (var text in StorySet.HeldOut.Where(t => t.Kind == kind))
        {
            var original = StorySet.HeldOut.First(t => t.Story == text.Story && t.Kind == "base");
            var ids = PairScores.Fold(new StoryFolder(), [original.Text, text.Text]);
            asked++;
            if (ids[0] == ids[1]) joined++;
        }

        output.WriteLine($"{kind}: {joined}/{asked}");
        Assert.True(joined >= least * asked, $"{joined} of {asked}");
    }

    [Fact]
    public void A_restart_in_the_middle_changes_no_story()
    {
        var texts = Shuffled(StorySet.HeldOut, 3).Select(t => t.Text).ToList();
        var at = new DateTimeOffset(2026, 6, 5, 8, 0, 0, TimeSpan.FromHours(8));
        var through = PairScores.Fold(new StoryFolder(), texts);

        StoryFolder before = new(), after = new();
        var half = texts.Count / 2;
        var ids = texts.Take(half).Select((t, i) => before.Fold(StoryFolderTests.Post("p" + i, t, at.AddSeconds(i)))).ToList();
        var settled = PairScores.Settled(ids, before);
        for (var i = 0; i < half; i++) after.Warm(settled[i], texts[i], at.AddSeconds(i));
        var rest = texts.Skip(half).Select((t, i) => after.Fold(StoryFolderTests.Post("p" + (half + i), t, at.AddSeconds(half + i))));
        Assert.Equal(through, PairScores.Settled([.. settled, .. rest], after));
    }

    [Fact]
    public void Retellings_of_unrelated_real_events_stay_apart_and_reposts_of_one_event_fold()
    {
        var file = Shared.Path("data", "rumor.dev.tsv");
        Assert.SkipUnless(File.Exists(file), "the research data is not beside the checkout");
        var rows = File.ReadLines(file!).Skip(1).Select(l => l.Split('\t')).Where(c => c.Length >= 8).Select(c => (Group: c[6], Text: c[^1])).ToList();
        var found = PairScores.Fold(new StoryFolder(), [.. rows.Select(r => r.Text)]);
        // Within an event only near-copies are one story, so recall is over those; across events nothing is.
        long near = 0, folded = 0, together = 0, right = 0;
        var grams = rows.Select(r => Sketch.Grams(Monitor.Analysis.Duplicates.StoryText.Normalise(r.Text))).ToList();
        for (var i = 0; i < rows.Count; i++)
        {
            for (var j = i + 1; j < rows.Count; j++)
            {
                var same = rows[i].Group == rows[j].Group;
                if (found[i] == found[j])
                {
                    together++;
                    if (same) right++;
                }

                if (!same || !NearCopy(grams[i], grams[j])) continue;
                near++;
                if (found[i] == found[j]) folded++;
            }
        }

        output.WriteLine($"{rows.Count} real posts: near-copies folded {folded}/{near}; pairs put together {together}, of one event {right}");
        Assert.True(folded >= 0.95 * near, $"{folded} of {near}");
        Assert.True(right >= 0.8 * together, $"{right} of {together}");
    }

    private static bool NearCopy(uint[] a, uint[] b)
    {
        if (Math.Min(a.Length, b.Length) < 8) return false;
        var common = Sketch.Common(a, b);
        return common >= 0.6 * (a.Length + b.Length - common);
    }

    private PairScores Measure(string name, IReadOnlyList<ToldText> set)
    {
        var sum = new PairScores(0, 0, 0);
        for (var order = 0; order < Orders; order++)
        {
            var texts = Shuffled(set, order);
            var one = PairScores.Of([.. texts.Select(t => t.Story)], PairScores.Fold(new StoryFolder(), [.. texts.Select(t => t.Text)]));
            output.WriteLine($"{name}, order {order}: P {one.Precision:0.000} R {one.Recall:0.000} F1 {one.F1:0.000}");
            sum += one;
        }

        output.WriteLine($"{name}: P {sum.Precision:0.000} R {sum.Recall:0.000} F1 {sum.F1:0.000}");
        return sum;
    }

    private static ToldText[] Shuffled(IReadOnlyList<ToldText> set, int seed)
    {
        var texts = set.ToArray();
        if (seed > 0) new Random(seed).Shuffle(texts);
        return texts;
    }
}
