namespace Monitor.Analysis.Feedback;

/// <summary>One comparison of the candidate with the present models.</summary>
/// <param name="Data">File name, or the name of the stored labels.</param>
/// <param name="Measure">macro-F1 or AUC.</param>
/// <param name="Present">Null when no present models could be loaded.</param>
/// <param name="Noise">Half the width of the 95 % interval of the difference; null without a present figure.</param>
public sealed record TrialFigure(string Task, string Data, string Measure, int Posts, double? Present, double Candidate, double? Noise, TrialOutcome Outcome)
{
    public double? Difference => Candidate - Present;
}

/// <summary><see cref="Same"/> lies within the noise; <see cref="TooFew"/> has no vote.</summary>
public enum TrialOutcome { Better, Same, Worse, TooFew, Uncompared }

/// <summary>The candidate against the present models on everything given, and whether it may take their place.</summary>
/// <param name="Why">One English sentence.</param>
public sealed record TrialResult(bool Accepted, string Why, IReadOnlyList<TrialFigure> Figures);
