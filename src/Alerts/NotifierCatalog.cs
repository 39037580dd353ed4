using Microsoft.Extensions.Logging;
using Monitor.Alerts.DingTalk;
using Monitor.Alerts.Email;
using Monitor.Alerts.Feishu;
using Monitor.Alerts.Rate;
using Monitor.Alerts.Robots;
using Monitor.Alerts.Sms;
using Monitor.Alerts.Syslog;
using Monitor.Alerts.Webhook;
using Monitor.Alerts.WeCom;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;

namespace Monitor.Alerts;

/// <summary>What every notifier may use.</summary>
public sealed record NotifierServices(TimeProvider Time, ILoggerFactory Loggers, HttpClient Http, RateBook Rates);

/// <summary>THE list of notifier kinds.</summary>
public static class NotifierCatalog
{
    public static IReadOnlyList<Kind<ChannelDefinition, NotifierServices, INotifier>> Kinds { get; } =
    [
        new("email", "E-mail over SMTP, text and HTML", typeof(EmailOptions), (d, s) => new EmailNotifier((EmailOptions)d.Options!, s.Time)),
        new("webhook", "Signed JSON over HTTP", typeof(WebhookOptions), (d, s) => new WebhookNotifier((WebhookOptions)d.Options!, s.Http, s.Time)),
        new("wecom", "WeCom (企业微信) group robot", typeof(WeComOptions), (d, s) => WeCom(d.Id, (WeComOptions)d.Options!, s)),
        new("dingtalk", "DingTalk (钉钉) group robot, signed", typeof(DingTalkOptions), (d, s) => DingTalk(d.Id, (DingTalkOptions)d.Options!, s)),
        new("feishu", "Feishu (飞书) or Lark group robot, signed, as a card in the level's colour", typeof(FeishuOptions), (d, s) => Feishu(d.Id, (FeishuOptions)d.Options!, s)),
        new("syslog", "Syslog over TLS with a CEF body, for a SIEM", typeof(SyslogOptions), (d, s) => new SyslogNotifier((SyslogOptions)d.Options!, s.Time)),
        new("sms", "Text messages through an HTTP gateway, by templates", typeof(SmsOptions), (d, s) => new SmsNotifier((SmsOptions)d.Options!, s.Http, s.Time)),
    ];

    private static RobotNotifier WeCom(string channel, WeComOptions o, NotifierServices s) =>
        new(new WeComSpeech(o), s.Rates.Of("wecom", channel, o.Url + o.Key!.Reveal(), WeComSpeech.Rate), s.Rates.Steady(s.Time), o.Timeout, s.Http, s.Time);

    private static RobotNotifier DingTalk(string channel, DingTalkOptions o, NotifierServices s) =>
        new(new DingTalkSpeech(o), s.Rates.Of("dingtalk", channel, o.Url + o.Token!.Reveal(), DingTalkSpeech.Rate), s.Rates.Steady(s.Time), o.Timeout, s.Http, s.Time);

    private static RobotNotifier Feishu(string channel, FeishuOptions o, NotifierServices s) =>
        new(new FeishuSpeech(o, s.Rates.Chance), s.Rates.Of("feishu", channel, o.Url + o.Token!.Reveal(), FeishuSpeech.Rates), s.Rates.Steady(s.Time), o.Timeout, s.Http, s.Time);
}
