using System.Globalization;
using Monitor.Analysis.Claims.Facts;
using Monitor.Analysis.Claims.Reading;
using Monitor.Analysis.Rumour;
using Monitor.Core.Judgements;

namespace Monitor.Analysis.Claims;

/// <summary>What the official word does to a rumour risk. The model's own view stays in the reasons beside it.</summary>
internal static class RiskMover
{
    /// <summary>Whoever asserts what contradicts an official word is worth a person's look, whatever the words look like.</summary>
    private const double Contradicted = 0.92;
    private const double Rebutted = 0.80;
    private const double RebuttedQuestion = 0.45;
    private const double DeniedTruth = 0.50;
    private const double AgreeingPush = -1.5;
    private const double BelowHigh = RumourScorer.High - 0.01;

    public static RumourRisk Move(Assessment plain, string text, IReadOnlyList<CheckedClaim> claims, OfficialRebuttal? rebuttal)
    {
        var speech = Speech(plain.Form, text);
        var score = plain.Rumour.Score;
        var reasons = new List<Reason>();
        var against = claims.Where(c => c is { Verdict: ClaimVerdict.Contradicts, Fact: not null }).ToList();
        foreach (var c in against)
        {
            var next = After(score, c.Claim.Stance, speech);
            reasons.Add(new Reason("fact", Say("与官方不符", c), Push(score, next)));
            score = next;
        }

        if (rebuttal is not null)
        {
            var next = speech == Voice.Telling ? Math.Max(score, Rebutted) : speech == Voice.Asking ? Math.Min(Math.Max(score, RebuttedQuestion), BelowHigh) : Math.Min(score, BelowHigh);
            reasons.Add(new Reason("rebuttal", $"官方已辟谣：“{rebuttal.Quote}”（{When(rebuttal.Published)}{Link(rebuttal.Url)}）", Push(score, next)));
            score = next;
        }

        // A true date does not excuse what is sold or told beside it.
        var excused = against.Count == 0 && rebuttal is null && plain.Form != "sales_offer"
            && !claims.Any(o => o.Claim.Kind is ClaimKind.Offer or ClaimKind.Incident && o.Verdict != ClaimVerdict.Agrees);
        foreach (var c in claims.Where(c => c is { Verdict: ClaimVerdict.Agrees, Fact: not null }))
        {
            var next = excused ? Logistic(Logit(score) + AgreeingPush) : score;
            if (excused && c.Claim.Stance == ClaimStance.Denied && speech != Voice.Telling) next = Math.Min(next, BelowHigh);
            reasons.Add(new Reason("fact", Say("与官方一致", c), Push(score, next)));
            if (next < score) score = Math.Max(next, 0.01);
        }

        if (reasons.Count == 0) return plain.Rumour;
        var band = score >= RumourScorer.High ? RiskBand.High : score >= RumourScorer.Unsure ? RiskBand.Unsure : RiskBand.Low;
        return new RumourRisk(score, band, [.. reasons, .. plain.Rumour.Reasons]);
    }

    private enum Voice { Telling, Asking, Other }

    /// <summary>A post that only borrows words of warning ("提醒大家") is no rebuttal: it must deny something.</summary>
    private static Voice Speech(string form, string text) => form switch
    {
        "question" => Voice.Asking,
        "joke_sarcasm" or "opinion" => Voice.Other,
        "rebuttal" when RebuttalReader.Denies(text) || StoryDenies(text) => Voice.Other,
        _ => Voice.Telling,
    };

    private static bool StoryDenies(string text) => text.Contains("别信", StringComparison.Ordinal) || text.Contains("假的", StringComparison.Ordinal) || text.Contains("不会", StringComparison.Ordinal) || text.Contains("并非", StringComparison.Ordinal);

    private static double After(double score, ClaimStance stance, Voice voice) => (stance, voice) switch
    {
        (ClaimStance.Asserted, Voice.Telling) => Math.Max(score, Contradicted),
        (ClaimStance.Denied, Voice.Telling or Voice.Other) => Math.Max(score, DeniedTruth),
        _ => Math.Min(score, BelowHigh),
    };

    private static string Say(string verdict, CheckedClaim c) => $"{verdict}：帖文“{c.Claim.Quote}”；官方“{c.Fact!.Quote}”（{When(c.Fact.Published)}{Link(c.Fact.Url)}）";

    private static string When(DateTimeOffset at) => at.ToOffset(Passage.China).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Link(string? url) => url is null ? "" : "，" + url;

    private static double Push(double before, double after) => Math.Round(Logit(after) - Logit(before), 2);

    private static double Logit(double p) => Math.Log(Math.Clamp(p, 1e-4, 1 - 1e-4) / (1 - Math.Clamp(p, 1e-4, 1 - 1e-4)));

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));
}
