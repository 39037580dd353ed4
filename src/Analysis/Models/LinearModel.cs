using Monitor.Analysis.Text;

namespace Monitor.Analysis.Models;

/// <summary>The weights of an ML.NET linear model, laid out feature by feature so one post touches each row once.</summary>
internal sealed class LinearModel(string task, string version, string[] labels, float[] weights, float[] bias)
{
    /// <summary>Prefixes of the outputs of a model that learnt exam posts and public corpora side by side; the exam voice comes first.</summary>
    internal const string ExamVoice = "exam/";

    internal const string GeneralVoice = "general/";

    internal string Task => task;

    /// <summary>Short name of these weights, taken from their own digest.</summary>
    internal string Version => version;

    /// <summary>One label per output; a binary model has one output, its positive class.</summary>
    internal string[] Labels => labels;

    internal float[] Weights => weights;

    internal float[] Bias => bias;

    /// <summary>Log-odds (binary) or unnormalised log-probabilities, one for each label.</summary>
    internal void Score(FeatureBuffer features, Span<float> scores)
    {
        var outputs = labels.Length;
        scores = scores[..outputs];
        scores.Clear();
        foreach (var index in features.Index.AsSpan(0, features.Count))
        {
            var row = weights.AsSpan(index * outputs, outputs);
            for (var k = 0; k < row.Length; k++)
            {
                scores[k] += row[k];
            }
        }

        for (var k = 0; k < outputs; k++)
        {
            scores[k] = (scores[k] * features.Value) + bias[k];
        }

        for (var cue = 0; cue < Cues.All.Count; cue++)
        {
            if ((features.CueBits & (1u << cue)) == 0)
            {
                continue;
            }

            for (var k = 0; k < outputs; k++)
            {
                scores[k] += weights[((NGramHasher.Buckets + cue) * outputs) + k];
            }
        }
    }

    internal float CueWeight(Cue cue, int output = 0) => weights[((NGramHasher.Buckets + cue.Bit) * labels.Length) + output];

    /// <summary>The half of the scores that speaks for this kind of post.</summary>
    internal Span<float> Voice(Span<float> scores, bool exam)
    {
        var half = labels.Length / 2;
        return exam ? scores[..half] : scores.Slice(half, half);
    }

    /// <summary>Turns log-probabilities into probabilities in place.</summary>
    internal static void Softmax(Span<float> scores)
    {
        var max = float.NegativeInfinity;
        foreach (var s in scores)
        {
            max = MathF.Max(max, s);
        }

        var sum = 0f;
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = MathF.Exp(scores[i] - max);
            sum += scores[i];
        }

        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] /= sum;
        }
    }
}
