using System.Numerics.Tensors;
using Monitor.Analysis.Models;
using Monitor.Analysis.Text;
using Monitor.Core.Sources;

namespace Monitor.Analysis.Labels;

/// <summary>How a post speaks. An authority's own words are a notice or a rebuttal, whatever they sound like.</summary>
internal sealed class FormLabeller(LinearModel model)
{
    internal string Form(FeatureBuffer buffer, SourceRole role)
    {
        if (role == SourceRole.Official) return buffer.Has(Cues.Rebuttal) ? "rebuttal" : "official_notice";
        Span<float> p = stackalloc float[model.Labels.Length];
        model.Score(buffer, p);
        return model.Labels[TensorPrimitives.IndexOfMax((ReadOnlySpan<float>)p)];
    }
}
