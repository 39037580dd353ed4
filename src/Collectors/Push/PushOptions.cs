using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Monitor.Core.Security;

namespace Monitor.Collectors.Push;

public sealed record PushOptions : IValidatableObject
{
    /// <summary>A shorter key could be guessed.</summary>
    private const int Shortest = 24;

    [Description("Key the sender shows (Authorization: Bearer ...), as env:NAME or file:/path; at least 24 characters.")]
    public Secret? Key { get; init; }

    [Description("SHA-256 of the key in hex digits, instead of the key itself."), RegularExpression("^[0-9a-fA-F]{64}$")]
    public string? KeySha256 { get; init; }

    [Description("Bodies larger than this many bytes are refused."), Range(1024, 64 * 1024 * 1024)]
    public int MaxBytes { get; init; } = 4 * 1024 * 1024;

    [Description("Items of one body."), Range(1, 5000)]
    public int MaxItems { get; init; } = 1000;

    [Description("Offset from UTC of times that name no zone.")]
    public TimeSpan Zone { get; init; } = TimeSpan.FromHours(8);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Key is null && KeySha256 is null) yield return new ValidationResult("expected a key, or its keySha256: without one nobody may send", [nameof(Key)]);
        if (Key is { } key && key.Reveal().Length < Shortest) yield return new ValidationResult($"expected a key of at least {Shortest} characters", [nameof(Key)]);
    }
}
