using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Monitor.Core.Season;

namespace Monitor.Core.Probes;

/// <summary>When a target is expected to be out: between two moments, at times of the week, or both.</summary>
public sealed record MaintenanceWindow : IValidatableObject
{
    [Required, Description("Why, in words for people.")]
    public string Reason { get; init; } = "";

    [Description("First moment, ISO 8601 with offset.")]
    public DateTimeOffset? Begins { get; init; }

    [Description("First moment no longer in it, ISO 8601 with offset.")]
    public DateTimeOffset? Ends { get; init; }

    [Description("Only at these times of the day.")]
    public DailyWindow? Daily { get; init; }

    public bool Contains(DateTimeOffset at) => !(at < Begins) && !(at >= Ends) && Daily?.Contains(at) != false;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Daily is null && (Begins is null || Ends is null)) yield return new ValidationResult("expected `begins` and `ends`, or `daily`: a window without an end would hide the target for good");
        if (Begins >= Ends) yield return new ValidationResult("expected a moment after 'begins'", [nameof(Ends)]);
    }
}
