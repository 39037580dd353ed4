using Microsoft.ML.Data;
using Monitor.Analysis.Models;
using Monitor.Analysis.Text;

namespace Monitor.Analysis.Training;

/// <summary>
/// Labelled posts as vectors. Every n-gram counts by its rarity (inverse document frequency), and a model of two voices sees
/// each post three times over: as any post, as an exam post, as one of a public corpus (Daumé 2007, "Frustratingly easy domain adaptation").
/// </summary>
internal sealed class TrainingSet
{
    private const int Blocks = 3;

    private TrainingSet(IReadOnlyList<TrainingRow> rows, float[] rarity, bool twoVoices) => (Rows, Rarity, TwoVoices) = (rows, rarity, twoVoices);

    internal IReadOnlyList<TrainingRow> Rows { get; }

    /// <summary>Factor of every feature; 1 for cues.</summary>
    internal float[] Rarity { get; }

    internal bool TwoVoices { get; }

    internal int Dimension => TwoVoices ? Blocks * NGramHasher.Dimension : NGramHasher.Dimension;

    internal static TrainingSet Of(IReadOnlyList<LabelledPost> posts, bool twoVoices, bool balanced)
    {
        var counts = posts.Select(p => Counts(p.Text)).ToList();
        var rarity = RarityOf(counts);
        var labelled = Enumerable.Range(0, posts.Count).Where(i => posts[i].Label.Length > 0).ToList();
        var sizes = labelled.GroupBy(i => (posts[i].Own, posts[i].Label)).ToDictionary(g => g.Key, g => g.Count());
        var kinds = sizes.Keys.Select(k => k.Label).Distinct(StringComparer.Ordinal).Count();
        var own = labelled.Count(i => posts[i].Own);
        return new TrainingSet([.. labelled.Select(i => Row(posts[i], counts[i]))], rarity, twoVoices);

        TrainingRow Row(LabelledPost post, SortedDictionary<int, float> features)
        {
            var balance = balanced && post.Own ? own / ((float)kinds * sizes[(true, post.Label)]) : 1;
            return new TrainingRow { Risky = post.Label == "rumor", Label = post.Label, Weight = post.Weight * balance, Features = Vector(features, rarity, post.Own, twoVoices) };
        }
    }

    /// <summary>The weights as they are read on a post: rarity and the blocks of its voice folded in; feature by feature, exam outputs first.</summary>
    internal (float[] Weights, float[] Bias) Fold(IReadOnlyList<float[]> learnt, IReadOnlyList<float> bias)
    {
        var classes = learnt.Count;
        var outputs = TwoVoices ? classes * 2 : classes;
        var weights = new float[NGramHasher.Dimension * outputs];
        var biases = new float[outputs];
        for (var output = 0; output < outputs; output++)
        {
            var from = learnt[output % classes];
            var block = NGramHasher.Dimension * (1 + (output / classes));
            for (var feature = 0; feature < NGramHasher.Dimension; feature++)
            {
                var voice = TwoVoices ? from[block + feature] : 0;
                weights[(feature * outputs) + output] = (from[feature] + voice) * Rarity[feature];
            }

            biases[output] = bias[output % classes] + (TwoVoices ? from[block + VoiceBias] : 0);
            weights[(VoiceBias * outputs) + output] = 0;
        }

        return (weights, biases);
    }

    /// <summary>The last cue place is no cue but always on: each voice has its own bias.</summary>
    private static int VoiceBias => NGramHasher.Dimension - 1;

    private static SortedDictionary<int, float> Counts(string text)
    {
        var buffer = new FeatureBuffer();
        NGramHasher.Fill(TextNormaliser.Normalise(PostText.Prepare(text)), buffer);
        var values = new SortedDictionary<int, float>();
        foreach (var index in buffer.Index.AsSpan(0, buffer.Count)) values[index] = values.GetValueOrDefault(index) + buffer.Value;
        foreach (var cue in Cues.All.Where(buffer.Has)) values[NGramHasher.Buckets + cue.Bit] = 1;
        return values;
    }

    private static float[] RarityOf(IReadOnlyList<SortedDictionary<int, float>> posts)
    {
        var seen = new int[NGramHasher.Buckets];
        foreach (var post in posts)
        {
            foreach (var index in post.Keys.Where(k => k < NGramHasher.Buckets)) seen[index]++;
        }

        var rarity = Array.ConvertAll(seen, n => MathF.Log((1f + posts.Count) / (1 + n)) + 1);
        // As long on average as without the factors, so regularisation keeps its meaning.
        var scale = MathF.Sqrt(posts.Sum(p => Square(p, _ => 1)) / posts.Sum(p => Square(p, i => rarity[i])));
        return [.. rarity.Select(r => r * scale), .. Enumerable.Repeat(1f, Cues.Capacity)];
    }

    private static float Square(SortedDictionary<int, float> post, Func<int, float> factor) =>
        post.Where(f => f.Key < NGramHasher.Buckets).Sum(f => f.Value * factor(f.Key) * f.Value * factor(f.Key));

    private static VBuffer<float> Vector(SortedDictionary<int, float> post, float[] rarity, bool own, bool twoVoices)
    {
        var values = post.Select(f => f.Value * rarity[f.Key]).ToList();
        if (!twoVoices) return new VBuffer<float>(NGramHasher.Dimension, values.Count, [.. values], [.. post.Keys]);
        var block = NGramHasher.Dimension * (own ? 1 : 2);
        return new VBuffer<float>(Blocks * NGramHasher.Dimension, (2 * values.Count) + 1, [.. values, .. values, 1], [.. post.Keys, .. post.Keys.Select(k => block + k), block + VoiceBias]);
    }
}
