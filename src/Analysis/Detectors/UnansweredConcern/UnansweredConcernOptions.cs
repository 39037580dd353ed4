using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Analysis.Detectors.UnansweredConcern;

/// <summary>When a question that many ask and nobody official answers is reported.</summary>
public sealed record UnansweredConcernOptions
{
    [Description("Distinct people asking or complaining."), Range(2, 100_000)]
    public int MinAskers { get; init; } = 8;

    [Description("Share of the posts that are questions; below it people complain rather than ask."), Range(0, 1)]
    public double MinQuestionShare { get; init; } = 0.3;

    [Description("How long it has been asked without an answer.")]
    public TimeSpan UnansweredFor { get; init; } = TimeSpan.FromHours(2);

    [Description("A concern nobody voiced for this long is over.")]
    public TimeSpan QuietAfter { get; init; } = TimeSpan.FromHours(6);
}
