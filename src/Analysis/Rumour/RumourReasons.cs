using Monitor.Analysis.Models;
using Monitor.Analysis.Text;
using Monitor.Core.Judgements;

namespace Monitor.Analysis.Rumour;

/// <summary>What a person can check: the cues found, how the post speaks, and the spans of its own text that weighed most.</summary>
internal sealed class RumourReasons(LinearModel model)
{
    private const int MostSpans = 3;
    private const double LeastSpan = 0.15;

    private static readonly (Cue Cue, string Kind)[] Cueing =
    [
        (Cues.Hearsay, "cue"), (Cues.Inside, "cue"), (Cues.Offer, "offer"), (Cues.Urgency, "cue"), (Cues.CoverUp, "cue"), (Cues.Certain, "claim"),
        (Cues.Masked, "offer"), (Cues.Question, "cue"), (Cues.Rebuttal, "rebuttal"), (Cues.FirstHand, "cue"), (Cues.Joke, "cue"),
        (Cues.Opinion, "cue"), (Cues.Notice, "cue"), (Cues.Advice, "cue"), (Cues.Official, "cue"),
    ];

    /// <summary>Strongest first. The quoted spans cost a second walk over the text, so only posts above the low band get them.</summary>
    internal IReadOnlyList<Reason> Of(FeatureBuffer buffer, float exam, double total, string form, RiskBand band)
    {
        var reasons = new List<Reason>(8) { new("model", "语料模型", Math.Round(total, 2)) };
        foreach (var (cue, kind) in Cueing)
        {
            if (!buffer.Has(cue)) continue;
            var weight = Mix(exam, model.DenseWeight(cue.Bit, 0), model.DenseWeight(cue.Bit, 1));
            reasons.Add(new Reason(kind, $"{cue.Label}：{cue.Found(buffer.Text)}", Math.Round(weight, 2)));
        }

        if (form == "sales_offer") reasons.Add(new Reason("offer", "说话方式像兜售", 0));
        if (band != RiskBand.Low)
        {
            foreach (var span in Spans.Strongest(buffer.Text, Pushes(buffer, exam), MostSpans, LeastSpan))
                reasons.Add(new Reason("word", $"“{span.Text}”", Math.Round(span.Weight, 2)));
        }

        reasons.Sort((a, b) => Math.Abs(b.Weight).CompareTo(Math.Abs(a.Weight)));
        return reasons;
    }

    /// <summary>What each character pushes: every n-gram's weight spread over the characters it covers.</summary>
    private float[] Pushes(FeatureBuffer buffer, float exam)
    {
        var norm = model.Norm(buffer);
        var pushes = new float[buffer.Text.Length];
        var grams = default(NGramHasher.GramsEndingHere);
        for (var i = 0; i < pushes.Length; i++)
        {
            grams.Next(buffer.Text[i]);
            pushes[i] += Gram(grams.One, exam) / norm;
            Spread(Gram(grams.Two, exam) / norm, 2, i);
            Spread(Gram(grams.Three, exam) / norm, 3, i);
        }

        return pushes;

        void Spread(float weight, int length, int last)
        {
            for (var at = Math.Max(0, last - length + 1); at <= last; at++) pushes[at] += weight / length;
        }
    }

    private float Gram(uint gram, float exam) => Mix(exam, model.GramWeight(gram, 0), model.GramWeight(gram, 1));

    private static float Mix(float exam, float own, float general) => (exam * own) + ((1 - exam) * general);
}
