using Monitor.Analysis.Text;
using Monitor.Core.Sources;

namespace Monitor.Analysis.Labels;

/// <summary>How a post speaks, from its cues; the first rule that holds wins.</summary>
internal static class FormRules
{
    internal static string Form(FeatureBuffer b, SourceRole role)
    {
        if (b.Has(Cues.Rebuttal))
        {
            return "rebuttal";
        }

        if (b.Has(Cues.Offer) && !b.Has(Cues.Question) && (b.Has(Cues.Exam) || b.Has(Cues.Inside) || b.Has(Cues.Masked)))
        {
            return "sales_offer";
        }

        return role == SourceRole.Official || b.Has(Cues.Notice) ? "official_notice"
            : b.Has(Cues.Question) ? "question"
            : b.Has(Cues.Hearsay) || b.Has(Cues.Inside) ? "hearsay"
            : b.Has(Cues.Joke) ? "joke_sarcasm"
            : b.Has(Cues.FirstHand) ? "experience"
            : b.Has(Cues.Advice) ? "advice"
            : b.Has(Cues.Opinion) ? "opinion"
            : "claim";
    }
}
