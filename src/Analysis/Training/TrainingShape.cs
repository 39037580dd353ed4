namespace Monitor.Analysis.Training;

/// <summary>How the posts of one task become vectors. Every figure was chosen on the development posts.</summary>
/// <param name="L2">Pull of all weights towards zero.</param>
/// <param name="TwoVoices">Exam posts and public corpora learn side by side.</param>
/// <param name="Shared">Strength of what both voices share.</param>
/// <param name="Dense">Value of a feature that is simply there, beside n-grams of length one together.</param>
/// <param name="BalanceOwn">0 = own posts as they are, 1 = every label weighs the same.</param>
/// <param name="BalancePublic">The same for public corpora.</param>
internal sealed record TrainingShape(float L2, bool TwoVoices, float Shared = 1, float Dense = 0.1f, float BalanceOwn = 1, float BalancePublic = 0)
{
    internal static TrainingShape Of(string task) => task switch
    {
        "sentiment" => new TrainingShape(0.2f, TwoVoices: true, Shared: 0.7f),
        "rumour" => new TrainingShape(0.1f, TwoVoices: true, BalanceOwn: 0, BalancePublic: 1),
        "voice" => new TrainingShape(0.1f, TwoVoices: false, BalanceOwn: 0),
        "topic" => new TrainingShape(0.3f, TwoVoices: false),
        _ => new TrainingShape(0.3f, TwoVoices: false, Dense: 0.05f),
    };
}
