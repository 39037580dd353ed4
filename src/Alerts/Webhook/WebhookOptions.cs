using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Monitor.Core.Security;

namespace Monitor.Alerts.Webhook;

public sealed record WebhookOptions : IValidatableObject
{
    [Required, Description("Address that takes the POST, http:// or https://.")]
    public string Url { get; init; } = "";

    [Description("Key of the signature, as env:NAME or file:/path; absent = unsigned.")]
    public Secret? Secret { get; init; }

    [Description("Limit of one delivery."), Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        // The address is not repeated: it may hold a token.
        if (Url.Length > 0 && !(Uri.TryCreate(Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            yield return new ValidationResult("expected an address such as https://receiver.example/hook", [nameof(Url)]);
    }
}
