using System.Numerics.Tensors;
using Monitor.Analysis.Text;

namespace Monitor.Analysis.Models;

/// <summary>
/// The weights of an ML.NET linear model, laid out feature by feature so one post touches each row once. Each place belongs to one n-gram,
/// known by its mark; other n-grams that fall on it count as unknown instead of borrowing its weight.
/// </summary>
internal sealed class LinearModel
{
    /// <summary>Prefixes of the outputs of a model that learnt exam posts and public corpora side by side; the exam voice comes first.</summary>
    internal const string ExamVoice = "exam/";

    internal const string GeneralVoice = "general/";

    private const int MostOutputs = 64;

    internal LinearModel(string task, string version, string[] labels, GramPlaces places, float[] weights, float[] bias)
    {
        (Task, Version, Labels, Places, Weights, Bias) = (task, version, labels, places, weights, bias);
        if (labels.Length is < 1 or > MostOutputs || weights.Length != NGramHasher.Dimension * labels.Length || bias.Length != labels.Length)
            throw new ArgumentException($"{labels.Length} labels, {weights.Length} weights and {bias.Length} biases do not fit together.");
    }

    internal string Task { get; }

    /// <summary>Short name of these weights, taken from their own digest.</summary>
    internal string Version { get; }

    /// <summary>One label per output; a binary model has one output per voice, its positive class.</summary>
    internal string[] Labels { get; }

    internal GramPlaces Places { get; }

    /// <summary>Per feature the weight for each label, with the rarity folded in.</summary>
    internal float[] Weights { get; }

    internal float[] Bias { get; }

    /// <summary>Log-odds (binary) or unnormalised log-probabilities, one for each label.</summary>
    internal void Score(FeatureBuffer features, Span<float> scores)
    {
        var outputs = Labels.Length;
        Span<float> sum = stackalloc float[MostOutputs];
        sum = sum[..outputs];
        sum.Clear();
        var squares = 0f;
        for (var i = 0; i < features.Count; i++)
        {
            var rarity = Places.SquaredRarity(features.Gram[i]);
            if (rarity == 0) continue;
            var frequency = features.Frequency[i];
            squares += frequency * frequency * rarity;
            var row = Weights.AsSpan(NGramHasher.Place(features.Gram[i]) * outputs, outputs);
            // Rows are a few numbers long: the call of a vector routine would cost more than it saves.
            for (var k = 0; k < row.Length; k++) sum[k] += row[k] * frequency;
        }

        var scale = squares > 0 ? 1 / MathF.Sqrt(squares) : 0;
        scores = scores[..outputs];
        TensorPrimitives.MultiplyAdd(sum, scale, Bias, scores);
        foreach (var dense in features.Dense.AsSpan(0, features.DenseCount))
            TensorPrimitives.Add(Weights.AsSpan((NGramHasher.Buckets + dense) * outputs, outputs), scores, scores);
    }

    /// <summary>Length of the post's n-gram vector; what one n-gram adds is its weight times its frequency over this. 1 for a post without known n-grams.</summary>
    internal float Norm(FeatureBuffer features)
    {
        var squares = 0f;
        for (var i = 0; i < features.Count; i++) squares += features.Frequency[i] * features.Frequency[i] * Places.SquaredRarity(features.Gram[i]);
        return squares > 0 ? MathF.Sqrt(squares) : 1;
    }

    /// <summary>Weight of an n-gram, 0 when it is unknown.</summary>
    internal float GramWeight(uint gram, int output) =>
        Places.SquaredRarity(gram) == 0 ? 0 : Weights[(NGramHasher.Place(gram) * Labels.Length) + output];

    internal float DenseWeight(int dense, int output) => Weights[((NGramHasher.Buckets + dense) * Labels.Length) + output];

    /// <summary>The half of the scores that speaks for this kind of post.</summary>
    internal Span<float> Voice(Span<float> scores, bool exam)
    {
        var half = Labels.Length / 2;
        return exam ? scores[..half] : scores.Slice(half, half);
    }

    /// <summary>Turns log-probabilities into probabilities in place.</summary>
    internal static void Softmax(Span<float> scores) => TensorPrimitives.SoftMax((ReadOnlySpan<float>)scores, scores);
}
