using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Monitor.Core.Security;

namespace Monitor.Alerts.Email;

/// <summary>Signs letters for a domain (RFC 6376, RFC 8463), so that receivers can tell them from forged ones.</summary>
public sealed record DkimOptions : IValidatableObject
{
    [Required, Description("Domain that signs, usually that of the sender's address; its DNS holds the public key."), RegularExpression(@"^([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}$")]
    public string Domain { get; init; } = "";

    [Required, Description("Selector: the public key stands in DNS at SELECTOR._domainkey.DOMAIN."), RegularExpression(@"^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$")]
    public string Selector { get; init; } = "";

    [Required, Description("Private key in PEM, RSA of at least 1024 bits (better 2048) or Ed25519, as file:/path or env:NAME.")]
    public Secret? Key { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Key is not null && DkimSeal.Fault(Key) is { } fault) yield return new ValidationResult(fault, [nameof(Key)]);
    }
}
