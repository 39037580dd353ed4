using System.Buffers;
using Monitor.Analysis.Models;
using Monitor.Analysis.Text;
using Monitor.Core.Judgements;
using Monitor.Core.Sources;

namespace Monitor.Analysis.Rumour;

/// <summary>Two voices weighed by whom the post reads like; the words and cues that moved them are the reasons.</summary>
internal sealed class RumourScorer(LinearModel model)
{
    internal const double High = 0.70;
    internal const double Unsure = 0.40;

    private const double Surest = 8;

    /// <summary>Log-odds of what sells something and says where: worth a look whatever its words are like.</summary>
    private const double Offered = 1.5;

    private static readonly SearchValues<string> Goods = SearchValues.Create(
        ["答案", "真题", "原卷", "原题", "试卷", "考题", "改分", "提分", "代考", "替考", "枪手", "名额", "指标", "学位", "包录", "保录", "包过", "补录", "学籍"], StringComparison.Ordinal);

    private static readonly RumourRisk Official = new(0.02, RiskBand.Low, [new Reason("cue", "官方来源", -4)]);

    private readonly RumourReasons _reasons = new(model);

    internal RumourRisk Score(FeatureBuffer buffer, float exam, float opinion, string form, SourceRole role)
    {
        if (role == SourceRole.Official) return Official;
        Span<float> logits = stackalloc float[2];
        model.Score(buffer, logits);
        var own = Math.Clamp(model.Voice(logits, exam: true)[0], -Surest, Surest);
        // The public corpora set rumour against news; that an opinion is neither had to be learnt apart.
        var risk = (1 - (opinion * opinion)) / (1 + Math.Exp(-model.Voice(logits, exam: false)[0]));
        var general = LogOdds(Math.Clamp(risk, 1e-4, 1 - 1e-4));
        var total = (exam * own) + ((1 - exam) * general);
        if (Sells(buffer, form)) total = Math.Max(total, Offered);
        var score = 1 / (1 + Math.Exp(-total));
        var band = score >= High ? RiskBand.High : score >= Unsure ? RiskBand.Unsure : RiskBand.Low;
        return new RumourRisk(score, band, _reasons.Of(buffer, exam, total, form, band));
    }

    /// <summary>
    /// Answers, papers, marks, places or a stand-in are offered with a way to get in touch, by one who neither asks, warns, tells of himself
    /// nor shows that he jokes. Jokers and swindlers use the same few words; a person must tell them apart.
    /// </summary>
    private static bool Sells(FeatureBuffer buffer, string form) =>
        form is "sales_offer" or "claim" or "hearsay" or "opinion" or "joke_sarcasm"
        && buffer.Has(Cues.Offer) && buffer.Has(Cues.Masked) && buffer.Has(Cues.Exam) && buffer.Text.AsSpan().ContainsAny(Goods)
        && !buffer.Has(Cues.Question) && !buffer.Has(Cues.Rebuttal) && !buffer.Has(Cues.Joke);

    private static double LogOdds(double p) => Math.Log(p / (1 - p));
}
