using Monitor.Analysis.Models;
using Monitor.Analysis.Text;
using T = Monitor.Core.Judgements.Topics;

namespace Monitor.Analysis.Labels;

/// <summary>Topics of a post, most likely first: the learnt model, raised where a keyword of the family stands in the text.</summary>
internal sealed class TopicLabeller(LinearModel model)
{
    private const int Most = 3;

    /// <summary>Log-odds a keyword adds; the first family found counts in full, the others half.</summary>
    private const float KeywordPush = 1.5f;

    /// <summary>Log-odds away from off topic when a word of these exams stands in the text.</summary>
    private const float ExamPush = 1.5f;

    /// <summary>A second topic is named only when the model gives it this much.</summary>
    private const float Second = 0.25f;

    internal IReadOnlyList<string> Topics(FeatureBuffer buffer)
    {
        Span<float> p = stackalloc float[model.Labels.Length];
        model.Score(buffer, p);
        var push = KeywordPush;
        foreach (var topic in TopicRules.Found(buffer))
        {
            Add(p, topic, push);
            push = KeywordPush / 2;
        }

        Add(p, T.OffTopic, buffer.Has(Cues.Exam) ? -ExamPush : ExamPush);
        LinearModel.Softmax(p);
        var topics = new List<string>(Most);
        while (topics.Count < Most)
        {
            var best = System.Numerics.Tensors.TensorPrimitives.IndexOfMax((ReadOnlySpan<float>)p);
            if (topics.Count > 0 && (p[best] < Second || topics[0] == T.OffTopic || model.Labels[best] == T.OffTopic))
            {
                break;
            }

            topics.Add(model.Labels[best]);
            p[best] = -1;
        }

        return topics;
    }

    private void Add(Span<float> scores, string topic, float push)
    {
        var at = Array.IndexOf(model.Labels, topic);
        if (at >= 0)
        {
            scores[at] += push;
        }
    }
}
