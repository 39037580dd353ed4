using Monitor.Analysis.Models;
using Monitor.Analysis.Text;
using Monitor.Core.Sources;

namespace Monitor.Analysis.Labels;

/// <summary>How a post speaks: the learnt model, raised at the form its cues name.</summary>
internal sealed class FormLabeller(LinearModel model)
{
    /// <summary>Log-odds the rule's form gains.</summary>
    private const float RulePush = 0.7f;

    internal string Form(FeatureBuffer buffer, SourceRole role)
    {
        if (role == SourceRole.Official)
        {
            return FormRules.Form(buffer, role);
        }

        Span<float> p = stackalloc float[model.Labels.Length];
        model.Score(buffer, p);
        var ruled = Array.IndexOf(model.Labels, FormRules.Form(buffer, role));
        if (ruled >= 0)
        {
            p[ruled] += RulePush;
        }

        return model.Labels[System.Numerics.Tensors.TensorPrimitives.IndexOfMax((ReadOnlySpan<float>)p)];
    }
}
