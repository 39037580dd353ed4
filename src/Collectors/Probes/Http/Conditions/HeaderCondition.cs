using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Collectors.Probes.Http.Conditions;

/// <summary>What a header field of the answer is to be; everything that is written must hold.</summary>
public sealed record HeaderCondition : IValidatableObject
{
    [Description("The whole value, letters without case.")]
    public string? Is { get; init; }

    [Description("A part of the value, letters without case.")]
    public string? Contains { get; init; }

    [Description("false: the field must not be sent.")]
    public bool Exists { get; init; } = true;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Exists && (Is ?? Contains) is not null) yield return new("exists: a field that must not be sent has no value to compare", [nameof(Exists)]);
    }
}
