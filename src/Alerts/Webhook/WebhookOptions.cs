using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Monitor.Core.Security;

namespace Monitor.Alerts.Webhook;

public sealed record WebhookOptions
{
    [Required, Description("Address that takes the POST.")]
    public string Url { get; init; } = "";

    [Description("Key of the signature, as env:NAME or file:/path; absent = unsigned.")]
    public Secret? Secret { get; init; }

    [Description("Limit of one delivery.")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);
}
