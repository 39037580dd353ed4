using Monitor.Analysis.Text;

namespace Monitor.Analysis.Models;

/// <summary>
/// Whom a post reads like: someone speaking of these exams, a statement as rumours and news make them, or an ordinary opinion.
/// The other models are believed accordingly (a mixture of experts, Jacobs et al. 1991).
/// </summary>
internal sealed class Voices
{
    internal const string Exam = "exam";
    internal const string Opinion = "opinion";
    internal const string Statement = "statement";

    private readonly LinearModel _model;
    private readonly int _exam;
    private readonly int _opinion;

    internal Voices(LinearModel model)
    {
        _model = model;
        (_exam, _opinion) = (Array.IndexOf(model.Labels, Exam), Array.IndexOf(model.Labels, Opinion));
        if (model.Labels.Length != 3 || _exam < 0 || _opinion < 0)
            throw new ModelLoadException($"Model {model.Task} knows {string.Join(", ", model.Labels)}, expected {Exam}, {Opinion}, {Statement}. Rebuild it with `./run train`.");
    }

    /// <summary>How far the exam voice is believed, and how sure the post is an ordinary opinion should it be none of the exam's.</summary>
    internal (float Exam, float Opinion) Hear(FeatureBuffer features)
    {
        Span<float> p = stackalloc float[3];
        _model.Score(features, p);
        LinearModel.Softmax(p);
        var other = 1 - p[_exam];
        return (p[_exam], other <= 0 ? 0 : p[_opinion] / other);
    }
}
