using Microsoft.ML.Data;
using Monitor.Analysis.Models;
using Monitor.Analysis.Text;

namespace Monitor.Analysis.Training;

/// <summary>
/// Labelled posts as vectors. Every n-gram counts by its rarity (inverse document frequency), the n-grams of a post have length one together,
/// and a model of two voices sees each post three times over: as any post, as an exam post, as one of a public corpus
/// (Daumé 2007, "Frustratingly easy domain adaptation").
/// </summary>
internal sealed class TrainingSet
{
    private const int Blocks = 3;

    private readonly IReadOnlyList<(string Label, TrainingRow Row)> _rows;
    private readonly GramPlaces _places;
    private readonly TrainingShape _shape;

    private TrainingSet(IReadOnlyList<(string Label, TrainingRow Row)> rows, GramPlaces places, TrainingShape shape) => (_rows, _places, _shape) = (rows, places, shape);

    internal int Count => _rows.Count;

    internal IReadOnlyList<string> Labels => [.. _rows.Select(r => r.Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    internal int Dimension => _shape.TwoVoices ? Blocks * NGramHasher.Dimension : NGramHasher.Dimension;

    internal static TrainingSet Of(IReadOnlyList<LabelledPost> posts, TrainingShape shape)
    {
        var features = posts.Select(p => SparsePost.Of(p.Text)).ToList();
        var places = GramPlaces.Of(features.Select((f, i) => ((IReadOnlyList<uint>)f.Grams, posts[i].Weight)));
        var sizes = posts.GroupBy(p => (p.Own, p.Label)).ToDictionary(g => g.Key, g => g.Sum(p => p.Weight));
        return new TrainingSet([.. posts.Select((p, i) => Row(p, features[i]))], places, shape);

        (string, TrainingRow) Row(LabelledPost post, SparsePost sparse)
        {
            var side = sizes.Where(s => s.Key.Own == post.Own).ToList();
            var even = side.Sum(s => s.Value) / (side.Count * sizes[(post.Own, post.Label)]);
            var balance = MathF.Pow(even, post.Own ? shape.BalanceOwn : shape.BalancePublic);
            return (post.Label, new TrainingRow { Weight = post.Weight * balance, Features = Vector(sparse, places, post.Own, shape) });
        }
    }

    /// <summary>The rows with one label told from all others.</summary>
    internal IEnumerable<TrainingRow> Against(string label) =>
        _rows.Select(r => new TrainingRow { IsIt = r.Label == label, Weight = r.Row.Weight, Features = r.Row.Features });

    /// <summary>The model as it is read on a post: rarity and the blocks of its voice folded in; feature by feature, exam outputs first.</summary>
    internal LinearModel Fold(string task, IReadOnlyList<string> labels, IReadOnlyList<float[]> learnt, IReadOnlyList<float> bias)
    {
        var classes = learnt.Count;
        var outputs = _shape.TwoVoices ? classes * 2 : classes;
        var weights = new float[NGramHasher.Dimension * outputs];
        var biases = new float[outputs];
        for (var output = 0; output < outputs; output++)
        {
            var from = learnt[output % classes];
            var block = NGramHasher.Dimension * (1 + (output / classes));
            var straight = output < classes ? _shape.Exam : _shape.General;
            for (var feature = 0; feature < NGramHasher.Dimension; feature++)
            {
                var voice = _shape.TwoVoices ? from[block + feature] : 0;
                var factor = feature < NGramHasher.Buckets ? _places.Rarity(feature) : _shape.Dense;
                weights[(feature * outputs) + output] = ((from[feature] * _shape.Shared) + voice) * factor * straight.Scale;
            }

            biases[output] = ((bias[output % classes] + (_shape.TwoVoices ? from[block + VoiceBias] : 0)) * straight.Scale) + straight.Shift;
            weights[(VoiceBias * outputs) + output] = 0;
        }

        string[] named = _shape.TwoVoices ? [.. labels.Select(l => LinearModel.ExamVoice + l), .. labels.Select(l => LinearModel.GeneralVoice + l)] : [.. labels];
        return new LinearModel(task, "", named, _places, weights, biases);
    }

    private static int VoiceBias => NGramHasher.Buckets + DenseFeatures.VoiceBias;

    private static float Square(float x) => x * x;

    private static VBuffer<float> Vector(SparsePost post, GramPlaces places, bool own, TrainingShape shape)
    {
        var known = Enumerable.Range(0, post.Grams.Length).Where(i => places.SquaredRarity(post.Grams[i]) > 0).ToList();
        var grams = known.Select(i => post.Frequency[i] * MathF.Sqrt(places.SquaredRarity(post.Grams[i]))).ToList();
        var norm = MathF.Sqrt(grams.Sum(Square));
        float[] values = [.. grams.Select(g => g / norm), .. post.Dense.Select(_ => shape.Dense)];
        int[] at = [.. known.Select(i => NGramHasher.Place(post.Grams[i])), .. post.Dense.Select(d => NGramHasher.Buckets + d)];
        if (!shape.TwoVoices) return new VBuffer<float>(NGramHasher.Dimension, values.Length, values, at);
        var block = NGramHasher.Dimension * (own ? 1 : 2);
        return new VBuffer<float>(
            Blocks * NGramHasher.Dimension,
            (2 * values.Length) + 1,
            [.. values.Select(v => v * shape.Shared), .. values, 1],
            [.. at, .. at.Select(k => block + k), block + VoiceBias]);
    }
}
