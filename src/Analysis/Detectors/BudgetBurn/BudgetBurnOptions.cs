using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Monitor.Core.Alerts;

namespace Monitor.Analysis.Detectors.BudgetBurn;

/// <summary>How fast the error budget may be used. What the budget is stands with each target (`slo`, `critical`).</summary>
public sealed record BudgetBurnOptions
{
    [Description("Pairs of windows; one fires while both burn faster than its rate.")]
    public IReadOnlyList<BurnWindow> Windows { get; init; } =
    [
        new() { Long = TimeSpan.FromHours(1), Short = TimeSpan.FromMinutes(5), Rate = 14.4, Level = WarningLevel.Orange },
        new() { Long = TimeSpan.FromHours(6), Short = TimeSpan.FromMinutes(30), Rate = 6, Level = WarningLevel.Yellow },
    ];

    [Description("Percent of checks that fail by themselves, singly, and mean nothing."), Range(0.01, 20.0)]
    public double Noise { get; init; } = 1;

    [Description("More failures than noise brings by this chance are no noise."), Range(1e-15, 0.05)]
    public double Chance { get; init; } = 1e-8;

    [Description("Known results in the long window before anything is said."), Range(5, 100_000)]
    public int MinResults { get; init; } = 20;
}

/// <summary>One pair of windows, as in Google's Site Reliability Workbook, chapter 5.</summary>
public sealed record BurnWindow : IValidatableObject
{
    /// <summary>What the judge holds.</summary>
    internal static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    [Description("The window that shows it is worth a call; at most 6h.")]
    public TimeSpan Long { get; init; } = TimeSpan.FromHours(1);

    [Description("The window that shows it still goes on; at least 5m.")]
    public TimeSpan Short { get; init; } = TimeSpan.FromMinutes(5);

    [Description("So many times as fast as the budget allows."), Range(1.0, 10_000.0)]
    public double Rate { get; init; } = 14.4;

    [Description("blue, yellow, orange or red.")]
    public WarningLevel Level { get; init; } = WarningLevel.Yellow;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Long > Longest) yield return new ValidationResult("expected at most 6h", [nameof(Long)]);
        if (Short < Core.Probes.ProbeBucket.Width) yield return new ValidationResult("expected at least 5m", [nameof(Short)]);
        if (Short >= Long) yield return new ValidationResult("expected less than `long`", [nameof(Short)]);
    }
}
