namespace Monitor.Core.Judgements;

/// <summary>What a person may correct in a judgement, with the closed lists of values as training data writes them.</summary>
public static class LabelTasks
{
    public const string Sentiment = "sentiment";
    public const string Rumour = "rumour";
    public const string Topic = "topic";
    public const string Form = "form";

    /// <summary>Worth a check before it spreads; never "false".</summary>
    public const string Rumor = "rumor";

    public const string NotRumor = "not";

    /// <summary>One post in so many is kept for measuring only.</summary>
    private const uint HoldOutShare = 5;

    public static IReadOnlyList<string> All { get; } = [Sentiment, Rumour, Topic, Form];

    /// <summary>How a post speaks; see <see cref="Assessment.Form"/>.</summary>
    public static IReadOnlyList<string> Forms { get; } =
        ["claim", "hearsay", "sales_offer", "question", "rebuttal", "official_notice", "opinion", "joke_sarcasm", "experience", "advice"];

    /// <summary>The values a task may have; empty for an unknown task.</summary>
    public static IReadOnlyList<string> Values(string task) => task switch
    {
        Sentiment => ["negative", "neutral", "positive"],
        Rumour => [Rumor, NotRumor],
        Topic => Topics.All,
        Form => Forms,
        _ => [],
    };

    /// <summary>What the machine claimed; null when it judged nothing, or left the risk to people (the unsure band).</summary>
    public static string? Said(string task, Assessment? a) => task switch
    {
        _ when a is null => null,
        Sentiment => a.Sentiment.Label.ToString().ToLowerInvariant(),
        Rumour => a.Rumour.Band switch { RiskBand.High => Rumor, RiskBand.Low => NotRumor, _ => null },
        Topic => a.Topics is [var first, ..] ? first : null,
        Form => a.Form,
        _ => null,
    };

    /// <summary>
    /// A fixed fifth of all posts: their labels are never exported for training unless asked for, so that a new model can be measured on
    /// labels it has not learnt. Decided by the post's id (FNV-1a), the same for ever.
    /// </summary>
    public static bool HeldOut(string postId)
    {
        var hash = 2166136261u;
        foreach (var c in postId) hash = unchecked((hash ^ c) * 16777619u);
        // The low bits of FNV hardly mix; fold the high ones in.
        return (hash ^ (hash >> 15)) % HoldOutShare == 0;
    }
}
