using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Collectors.Probes.Http.Conditions;

/// <summary>What a value of a JSON answer is to be; everything that is written must hold.</summary>
public sealed record JsonCondition : IValidatableObject
{
    [Description("The value as text: open, 200, true. Numbers are compared as numbers.")]
    public string? Is { get; init; }

    [Description("A number not less than this.")]
    public double? AtLeast { get; init; }

    [Description("A number not more than this.")]
    public double? AtMost { get; init; }

    [Description("false: nothing may stand there.")]
    public bool Exists { get; init; } = true;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Exists && (Is is not null || AtLeast is not null || AtMost is not null)) yield return new("exists: what must not be there has no value to compare", [nameof(Exists)]);
        if (AtLeast > AtMost) yield return new("atLeast: expected not more than atMost", [nameof(AtLeast)]);
    }
}
