using System.Numerics.Tensors;
using Monitor.Analysis.Models;
using Monitor.Analysis.Text;
using T = Monitor.Core.Judgements.Topics;

namespace Monitor.Analysis.Labels;

/// <summary>Topics of a post, most likely first, and how far it concerns these exams at all.</summary>
internal sealed class TopicLabeller
{
    private const int Most = 3;

    /// <summary>A second topic is named only when the model gives it this share of the first's probability.</summary>
    private const float Second = 0.4f;

    /// <summary>A word of these exams in the text: at least this relevant, whatever the model thinks.</summary>
    private const double NamedExam = 0.5;

    private readonly LinearModel _model;
    private readonly int _offTopic;

    internal TopicLabeller(LinearModel model)
    {
        _model = model;
        _offTopic = Array.IndexOf(model.Labels, T.OffTopic);
        if (_offTopic < 0) throw new ModelLoadException($"Model {model.Task} has no label {T.OffTopic}. Rebuild it with `./run train`.");
    }

    internal (IReadOnlyList<string> Topics, double Relevance) Label(FeatureBuffer buffer)
    {
        Span<float> p = stackalloc float[_model.Labels.Length];
        _model.Score(buffer, p);
        TensorPrimitives.Sigmoid((ReadOnlySpan<float>)p, p);
        // Each topic was learnt against all others, so the probabilities need not sum to one; off topic stands against the best of the rest.
        var off = p[_offTopic];
        p[_offTopic] = 0;
        var best = TensorPrimitives.Max((ReadOnlySpan<float>)p);
        p[_offTopic] = off;
        var relevance = best + off > 0 ? best / (best + off) : 0.5;
        return (Names(p), buffer.Has(Cues.Exam) ? Math.Max(NamedExam, relevance) : relevance);
    }

    private string[] Names(Span<float> p)
    {
        var first = TensorPrimitives.IndexOfMax((ReadOnlySpan<float>)p);
        var least = p[first] * Second;
        if (first == _offTopic) return [T.OffTopic];
        p[_offTopic] = 0;
        var names = new List<string>(Most);
        while (names.Count < Most)
        {
            var best = TensorPrimitives.IndexOfMax((ReadOnlySpan<float>)p);
            if (p[best] < least || p[best] <= 0) break;
            names.Add(_model.Labels[best]);
            p[best] = 0;
        }

        return [.. names];
    }
}
