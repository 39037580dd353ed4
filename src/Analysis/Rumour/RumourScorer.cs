using Monitor.Analysis.Models;
using Monitor.Analysis.Text;
using Monitor.Analysis.Transformer;
using Monitor.Core.Judgements;
using Monitor.Core.Sources;

namespace Monitor.Analysis.Rumour;

/// <summary>Two voices weighed by whom the post reads like; the words and cues that moved them are the reasons.</summary>
internal sealed class RumourScorer(LinearModel model)
{
    internal const double High = 0.70;
    internal const double Unsure = 0.40;

    private const double Surest = 8;

    private static readonly RumourRisk Official = new(0.02, RiskBand.Low, [new Reason("cue", "官方来源", -4)]);

    private readonly RumourReasons _reasons = new(model);

    internal RumourRisk Score(FeatureBuffer buffer, float exam, float opinion, string form, SourceRole role, Opinion second = default)
    {
        if (role == SourceRole.Official) return Official;
        Span<float> logits = stackalloc float[2];
        model.Score(buffer, logits);
        var own = Math.Clamp(model.Voice(logits, exam: true)[0], -Surest, Surest);
        // The public corpora set rumour against news; that an opinion is neither had to be learnt apart.
        var risk = (1 - (opinion * opinion)) / (1 + Math.Exp(-model.Voice(logits, exam: false)[0]));
        var general = LogOdds(Math.Clamp(risk, 1e-4, 1 - 1e-4));
        var corpus = (exam * own) + ((1 - exam) * general);
        var total = second.MixRumour(corpus);
        var score = 1 / (1 + Math.Exp(-total));
        var band = score >= High ? RiskBand.High : score >= Unsure ? RiskBand.Unsure : RiskBand.Low;
        return new RumourRisk(score, band, _reasons.Of(buffer, exam, corpus, total - corpus, form, band));
    }

    private static double LogOdds(double p) => Math.Log(p / (1 - p));
}
