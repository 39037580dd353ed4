using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Alerts;
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
using Monitor.Core.Security;
using Xunit;

namespace Monitor.Tests.Alerts;

/// <summary>A message of an exercise that could be read without its mark is a real alarm: no channel, no part of a long message may show one.</summary>
public sealed class DrillMarkTests
{
    private static readonly Secret Key = new("env:KEY", "abc");

    public static TheoryData<string> Kinds => [.. NotifierCatalog.Kinds.Select(k => k.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_part_of_every_kind_of_channel_carries_the_mark(string kind)
    {
        foreach (var language in Enum.GetValues<Language>())
        {
            var messages = Notifier(kind).Preview(DrillMark.On(Long(), language));
            Assert.NotEmpty(messages);
            Assert.All(messages, m => Assert.Contains(DrillMark.In(language), m, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("wecom")]
    [InlineData("dingtalk")]
    [InlineData("feishu")]
    [InlineData("sms")]
    [InlineData("syslog")]
    public void Long_messages_are_truly_cut(string kind) => Assert.True(Notifier(kind).Preview(DrillMark.On(Long(), Language.Zh)).Count > 1);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_real_never_carries_it(string kind) =>
        Assert.All(Notifier(kind).Preview(Long()), m => Assert.DoesNotContain("演练", m, StringComparison.Ordinal));

    [Fact]
    public void The_mark_comes_before_sign_and_level_whatever_the_template_wrote()
    {
        var notice = DrillMark.On(Long() with { Subject = "[新提示] " + DrillMark.Title("系统无法访问") }, Language.Zh);
        Assert.Equal("【演练】[新提示] 系统无法访问", notice.Subject);
        Assert.StartsWith("【演练】🔴 [红色（Ⅰ级）] [新提示]", LevelMark.Head(notice), StringComparison.Ordinal);
        Assert.StartsWith("【演练】", notice.Text, StringComparison.Ordinal);
        Assert.Matches("^<html><body class=\"a\"><p[^>]*>【演练】", notice.Html);
    }

    [Fact]
    public void Marking_twice_marks_once() => Assert.Equal(DrillMark.On(Long(), Language.En), DrillMark.On(DrillMark.On(Long(), Language.En), Language.Zh));

    [Fact]
    public void A_drill_has_no_share_in_the_lane_kept_for_orange_and_red()
    {
        Assert.True(LevelMark.IsUrgent(Long()));
        Assert.False(LevelMark.IsUrgent(DrillMark.On(Long(), Language.Zh)));
    }

    [Fact]
    public void A_letter_says_it_to_programs_too()
    {
        using var letter = MailLetter.Write(DrillMark.On(Long(), Language.Zh), new MimeKit.MailboxAddress("", "a@example.org"), []);
        Assert.Equal("true", letter.Headers["X-Monitor-Drill"]);
        Assert.Contains("\"drill\":true", Assert.Single(Notifier("webhook").Preview(DrillMark.On(Long(), Language.Zh))), StringComparison.Ordinal);
        Assert.Contains("\"drill\":false", Assert.Single(Notifier("webhook").Preview(Long())), StringComparison.Ordinal);
    }

    private static Core.Contracts.INotifier Notifier(string kind)
    {
        var services = new NotifierServices(TimeProvider.System, NullLoggerFactory.Instance, new HttpClient(), new RateBook(new Random(1)));
        return NotifierCatalog.Kinds.First(k => k.Name == kind).Create(new ChannelDefinition { Id = kind, Kind = kind, Options = Options(kind) }, services);
    }

    /// <summary>A kind that is not named here makes the first test fail: whoever adds one must see that it carries the mark.</summary>
    private static object Options(string kind) => kind switch
    {
        "email" => new EmailOptions { Host = "mail.example.org", From = "a@example.org", To = ["b@example.org"] },
        "webhook" => new WebhookOptions { Url = "https://hook.example.org/" },
        "wecom" => new WeComOptions { Key = Key },
        "dingtalk" => new DingTalkOptions { Token = Key },
        "feishu" => new FeishuOptions { Token = Key },
        "syslog" => new SyslogOptions { Host = "siem.example.org" },
        "sms" => new SmsOptions { Url = "https://sms.example.org/", Body = "{\"to\":\"{phone}\",\"text\":\"{text}\"}", Phones = ["13800000000"] },
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no options for this kind"),
    };

    private static Notice Long() => new()
    {
        Id = "n1",
        AlertId = "a1",
        Kind = NoticeKind.Opened,
        Channel = "c",
        Level = WarningLevel.Red,
        Subject = "系统无法访问",
        Text = string.Concat(Enumerable.Range(1, 3_000).Select(i => $"第{i}项说明文字。")),
        Html = "<html><body class=\"a\"><h2>系统无法访问</h2></body></html>",
        CreatedAt = DateTimeOffset.UnixEpoch,
    };
}
