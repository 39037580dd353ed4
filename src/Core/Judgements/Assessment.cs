namespace Monitor.Core.Judgements;

public enum SentimentLabel { Negative, Neutral, Positive }

/// <summary>Three calibrated probabilities that sum to one.</summary>
public sealed record Sentiment(SentimentLabel Label, double Negative, double Neutral, double Positive);

/// <summary>Low and high are claims; unsure says a person must look.</summary>
public enum RiskBand { Low, Unsure, High }

/// <summary>
/// Why a judgement came out as it did, checkable by a reader.
/// <paramref name="Kind"/> is one of word, cue, claim, offer, fact, rebuttal, model; <paramref name="Text"/> quotes the post or names the cue;
/// <paramref name="Weight"/> is the signed push towards risk (log-odds where a model gave it).
/// </summary>
public sealed record Reason(string Kind, string Text, double Weight);

/// <summary>Score 0..1 meaning "worth a person's check before it spreads", never "false".</summary>
public sealed record RumourRisk(double Score, RiskBand Band, IReadOnlyList<Reason> Reasons);

/// <summary>What the models and rules said of one post.</summary>
public sealed record Assessment
{
    /// <summary>0..1: does it concern this season's exams or the district.</summary>
    public required double Relevance { get; init; }

    public required Sentiment Sentiment { get; init; }

    public required RumourRisk Rumour { get; init; }

    /// <summary>Most likely first; at least one.</summary>
    public required IReadOnlyList<string> Topics { get; init; }

    /// <summary>claim, hearsay, sales_offer, question, rebuttal, official_notice, opinion, joke_sarcasm, experience or advice.</summary>
    public required string Form { get; init; }

    /// <summary>Version of the models used.</summary>
    public required string Model { get; init; }

    /// <summary>What it asserts that can be checked, each with the official word on it. Empty in assessments stored before claims were read.</summary>
    public IReadOnlyList<CheckedClaim> Claims { get; init; } = [];

    /// <summary>Words of the exam dictionary that tell what it is about, the most telling first. Empty in assessments stored before words were kept.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>The official denial of what it says, or null.</summary>
    public OfficialRebuttal? Rebuttal { get; init; }
}
