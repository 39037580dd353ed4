namespace Monitor.Analysis.Duplicates;

/// <summary>How like a story a text is. All shares are 0..1.</summary>
/// <param name="Copy">Jaccard similarity of bigrams with the most similar exemplar, when it or containment says copy; else 0.</param>
/// <param name="Nearest">Highest share of rarity the lighter of text and exemplar has in common with the other.</param>
/// <param name="Cover">Share of the text's rarity found in the story's exemplars together.</param>
/// <param name="Even">Rarity in common as a share of both together (weighted Jaccard), for the nearest exemplar.</param>
/// <param name="Root">Share of rarity in common with the story's first text, or with that of one merged into it.</param>
/// <param name="Shared">Rarity shared with the nearest exemplar, in nats.</param>
internal readonly record struct Likeness(double Copy, double Nearest, double Cover, double Even, double Root, double Shared)
{
    public double Score => Copy > 0 ? 1 + Copy : (Nearest + Cover) / 2;

    public static Likeness Of(Sighting look, RememberedStory story, StoryFolderOptions options)
    {
        Span<bool> met = stackalloc bool[look.Grams.Length];
        double copy = 0, nearest = 0, even = 0, root = 0, shared = 0;
        foreach (var exemplar in story.Exemplars)
        {
            var other = exemplar.Look;
            if (other.Grams.Length == 0 || other.Denies != look.Denies) continue;
            var (count, weight) = Meet(look, other, met);
            copy = Math.Max(copy, Copied(look.Grams.Length, other.Grams.Length, count, options));
            var share = weight / Math.Min(look.Weight, other.Weight);
            if (exemplar.First) root = Math.Max(root, share);
            if (share <= nearest) continue;
            nearest = share;
            even = weight / (look.Weight + other.Weight - weight);
            shared = weight;
        }

        var cover = 0.0;
        for (var i = 0; i < met.Length; i++)
        {
            if (met[i]) cover += look.Weights[i];
        }

        return new Likeness(copy, nearest, cover / Math.Max(look.Weight, 1e-6), even, root, shared);
    }

    /// <summary>Jaccard similarity when it or containment passes its bar, else 0.</summary>
    private static double Copied(int a, int b, int common, StoryFolderOptions options)
    {
        int small = Math.Min(a, b), large = Math.Max(a, b);
        var jaccard = (double)common / (small + large - common);
        if (jaccard >= options.MinJaccard) return jaccard;
        return small >= options.MinContainedGrams && large <= small * options.MaxSizeRatio && common >= options.MinContainment * small ? jaccard : 0;
    }

    private static (int Count, double Weight) Meet(Sighting look, Sighting other, Span<bool> met)
    {
        ReadOnlySpan<uint> a = look.Grams, b = other.Grams;
        int i = 0, j = 0, count = 0;
        var weight = 0.0;
        while (i < a.Length && j < b.Length)
        {
            if (a[i] < b[j]) i++;
            else if (a[i] > b[j]) j++;
            else
            {
                met[i] = true;
                count++;
                weight += Math.Min(look.Weights[i], other.Weights[j]);
                i++;
                j++;
            }
        }

        return (count, weight);
    }
}
