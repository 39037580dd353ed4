using Microsoft.Extensions.Logging;
using Monitor.Alerts.Email;
using Monitor.Alerts.Webhook;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;

namespace Monitor.Alerts;

/// <summary>What every notifier may use.</summary>
public sealed record NotifierServices(TimeProvider Time, ILoggerFactory Loggers, HttpClient Http);

/// <summary>THE list of notifier kinds.</summary>
public static class NotifierCatalog
{
    public static IReadOnlyList<Kind<ChannelDefinition, NotifierServices, INotifier>> Kinds { get; } =
    [
        new("email", "E-mail over SMTP, text and HTML", typeof(EmailOptions), (d, s) => new EmailNotifier((EmailOptions)d.Options!, s.Time)),
        new("webhook", "Signed JSON over HTTP", typeof(WebhookOptions), (d, s) => new WebhookNotifier((WebhookOptions)d.Options!, s.Http, s.Time)),
    ];
}
