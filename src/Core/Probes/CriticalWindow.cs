using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Monitor.Core.Season;

namespace Monitor.Core.Probes;

/// <summary>Hours in which being out costs more of the error budget, such as the last ones before a deadline.</summary>
public sealed record CriticalWindow : IValidatableObject
{
    /// <summary>For targets that name none.</summary>
    public static IReadOnlyList<CriticalWindow> Usual { get; } = [new() { Phase = "志愿填报", LastHours = 24, Weight = 3 }];

    [Description("First moment, ISO 8601 with offset.")]
    public DateTimeOffset? Begins { get; init; }

    [Description("First moment no longer in it, ISO 8601 with offset.")]
    public DateTimeOffset? Ends { get; init; }

    [Description("Phase of the season whose end it leads up to, in place of `begins` and `ends`.")]
    public string? Phase { get; init; }

    [Description("So many hours before the end of the phase."), Range(1, 24 * 60)]
    public int LastHours { get; init; } = 24;

    [Description("Time out counts so many times."), Range(1.0, 100.0)]
    public double Weight { get; init; } = 3;

    /// <summary>What a moment of being out weighs; 1 outside every window.</summary>
    public static double At(TargetDefinition target, ExamSeason season, DateTimeOffset at) =>
        (target.Critical ?? Usual).Where(w => w.Contains(season, at)).Select(w => w.Weight).DefaultIfEmpty(1).Max();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Phase is null && (Begins is null || Ends is null)) yield return new ValidationResult("expected `begins` and `ends`, or `phase`");
        if (Phase is not null && (Begins is not null || Ends is not null)) yield return new ValidationResult("expected either `phase` or `begins` and `ends`, not both", [nameof(Phase)]);
        if (Begins >= Ends) yield return new ValidationResult("expected a moment after 'begins'", [nameof(Ends)]);
    }

    private bool Contains(ExamSeason season, DateTimeOffset at) => Phase is null
        ? at >= Begins && at < Ends
        : season.Phases.Any(p => p.Name == Phase && at < p.Until && at >= p.From && at >= p.Until.AddHours(-LastHours));
}
