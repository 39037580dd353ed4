namespace Monitor.Analysis.Training;

/// <summary>Straightens the log-odds of one voice: times the first, plus the second (Platt 1999).</summary>
internal readonly record struct Straight(float Scale, float Shift)
{
    internal static Straight Asis { get; } = new(1, 0);
}

/// <summary>How the posts of one task become vectors and a model. Every figure was chosen on the development posts.</summary>
/// <param name="L2">Pull of all weights towards zero.</param>
/// <param name="TwoVoices">Exam posts and public corpora learn side by side.</param>
internal sealed record TrainingShape(float L2, bool TwoVoices)
{
    /// <summary>Strength of what both voices share.</summary>
    internal float Shared { get; init; } = 1;

    /// <summary>Value of a feature that is simply there, beside n-grams of length one together.</summary>
    internal float Dense { get; init; } = 0.1f;

    /// <summary>0 = own posts as they are, 1 = every label weighs the same.</summary>
    internal float BalanceOwn { get; init; } = 1;

    /// <summary>The same for public corpora.</summary>
    internal float BalancePublic { get; init; }

    /// <summary>What a score says shall come true as often as it says, on posts by writers the model never read.</summary>
    internal Straight Exam { get; init; } = Straight.Asis;

    internal Straight General { get; init; } = Straight.Asis;

    internal static TrainingShape Of(string task) => task switch
    {
        "sentiment" => new(0.2f, TwoVoices: true) { Shared = 0.7f, Exam = new(0.55f, 0), General = new(0.6f, 0) },
        "rumour" => new(0.1f, TwoVoices: true) { BalanceOwn = 0, BalancePublic = 1, Exam = new(0.9f, -0.4f), General = new(0.93f, 0.58f) },
        "voice" => new(0.1f, TwoVoices: false) { BalanceOwn = 0 },
        "topic" => new(0.3f, TwoVoices: false),
        _ => new(0.3f, TwoVoices: false) { Dense = 0.05f },
    };
}
