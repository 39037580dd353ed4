using Monitor.Analysis.Models;
using Monitor.Analysis.Text;
using Monitor.Core.Judgements;
using Monitor.Core.Sources;

namespace Monitor.Analysis.Rumour;

/// <summary>The corpus model as one voice, how the post speaks as the other; every push becomes a reason.</summary>
internal sealed class RumourScorer(LinearModel model)
{
    internal const double High = 0.70;
    internal const double Unsure = 0.40;

    /// <summary>The model has learnt the cues itself, so the hand-set pushes count this much.</summary>
    private const double PushShare = 0.3;

    private static readonly (Cue Cue, double Weight, string Kind)[] Pushes =
    [
        (Cues.Hearsay, 1.3, "cue"), (Cues.Inside, 1.6, "cue"), (Cues.Offer, 2.2, "offer"), (Cues.Urgency, 0.6, "cue"),
        (Cues.CoverUp, 1.0, "cue"), (Cues.Certain, 0.9, "claim"), (Cues.Masked, 0.8, "offer"),
        (Cues.Question, -1.2, "cue"), (Cues.Rebuttal, -2.6, "rebuttal"), (Cues.FirstHand, -0.9, "cue"),
        (Cues.Joke, -1.0, "cue"), (Cues.Opinion, -1.0, "cue"), (Cues.Notice, -1.4, "cue"), (Cues.Advice, -0.7, "cue"), (Cues.Official, -0.4, "cue"),
    ];

    internal RumourRisk Score(FeatureBuffer buffer, bool exam, string form, SourceRole role)
    {
        if (role == SourceRole.Official)
        {
            return new RumourRisk(0.02, RiskBand.Low, [new Reason("cue", "官方来源", -4)]);
        }

        Span<float> logits = stackalloc float[2];
        model.Score(buffer, logits);
        var voice = Math.Clamp(model.Voice(logits, exam)[0], -6, 6);
        double total = voice;
        var reasons = new List<Reason>(4) { new("model", "语料模型", Math.Round(voice, 2)) };
        foreach (var (cue, weight, kind) in Pushes)
        {
            if (buffer.Has(cue))
            {
                total += weight * PushShare;
                reasons.Add(new Reason(kind, $"{cue.Label}：{cue.Found(buffer.Text)}", Math.Round(weight * PushShare, 2)));
            }
        }

        if (form == "sales_offer")
        {
            total = Math.Max(total, 1.5);
        }

        var score = 1 / (1 + Math.Exp(-total));
        reasons.Sort((a, b) => Math.Abs(b.Weight).CompareTo(Math.Abs(a.Weight)));
        return new RumourRisk(score, score >= High ? RiskBand.High : score >= Unsure ? RiskBand.Unsure : RiskBand.Low, reasons);
    }
}
