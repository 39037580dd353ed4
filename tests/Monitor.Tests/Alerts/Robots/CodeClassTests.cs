using Monitor.Alerts.DingTalk;
using Monitor.Alerts.Feishu;
using Monitor.Alerts.Robots;
using Monitor.Alerts.WeCom;
using Monitor.Core.Alerts;
using Xunit;

namespace Monitor.Tests.Alerts.Robots;

/// <summary>Every code other tools' users met, with its class and its wait in seconds.</summary>
public sealed class CodeClassTests
{
    [Theory]
    [InlineData("wecom", 0, "ok", DeliveryOutcome.Delivered, null)]
    [InlineData("wecom", -1, "system busy", DeliveryOutcome.RetryLater, null)]
    [InlineData("wecom", 45009, "api freq out of limit", DeliveryOutcome.RetryLater, 65)]
    [InlineData("wecom", 93000, "invalid webhook url", DeliveryOutcome.Permanent, null)]
    [InlineData("wecom", 40008, "invalid message type", DeliveryOutcome.Permanent, null)]
    [InlineData("wecom", 40058, "markdown.content exceed max length 4096", DeliveryOutcome.Permanent, null)]
    [InlineData("wecom", 45002, "content size out of limit", DeliveryOutcome.Permanent, null)]
    [InlineData("dingtalk", 0, "ok", DeliveryOutcome.Delivered, null)]
    [InlineData("dingtalk", -1, "系统繁忙", DeliveryOutcome.RetryLater, null)]
    [InlineData("dingtalk", 130101, "send too fast", DeliveryOutcome.RetryLater, 600)]
    [InlineData("dingtalk", 90030, "webhook over limit", DeliveryOutcome.RetryLater, 600)]
    [InlineData("dingtalk", 310000, "sign not match", DeliveryOutcome.Permanent, null)]
    [InlineData("dingtalk", 310000, "keywords not in content", DeliveryOutcome.Permanent, null)]
    [InlineData("dingtalk", 310000, "ip 1.2.3.4 not in whitelist", DeliveryOutcome.Permanent, null)]
    [InlineData("dingtalk", 460101, "message too long", DeliveryOutcome.Permanent, null)]
    [InlineData("dingtalk", 101002, "message too long", DeliveryOutcome.Permanent, null)]
    [InlineData("dingtalk", 88, "ding token invalid", DeliveryOutcome.Permanent, null)]
    [InlineData("feishu", 0, "success", DeliveryOutcome.Delivered, null)]
    [InlineData("feishu", 19021, "sign match fail", DeliveryOutcome.Permanent, null)]
    [InlineData("feishu", 19022, "Ip Not Allowed", DeliveryOutcome.Permanent, null)]
    [InlineData("feishu", 19024, "Key Words Not Found", DeliveryOutcome.Permanent, null)]
    [InlineData("feishu", 19036, "too large", DeliveryOutcome.Permanent, null)]
    [InlineData("feishu", 9499, "Bad Request", DeliveryOutcome.Permanent, null)]
    [InlineData("feishu", 9499, "too many request", DeliveryOutcome.RetryLater, 60)]
    [InlineData("feishu", 11232, "frequency limited", DeliveryOutcome.RetryLater, 60)]
    [InlineData("feishu", 99991400, "request trigger frequency limit", DeliveryOutcome.RetryLater, 60)]
    public void Each_documented_code_has_its_class(string robot, long code, string message, DeliveryOutcome outcome, int? wait)
    {
        var meaning = Meaning(robot, code, message);
        Assert.NotNull(meaning);
        Assert.Equal((outcome, wait), (meaning.Outcome, (int?)meaning.Wait?.TotalSeconds));
        Assert.Equal(outcome == DeliveryOutcome.Delivered, meaning.Hint.Length == 0);
    }

    [Theory]
    [InlineData("wecom")]
    [InlineData("dingtalk")]
    [InlineData("feishu")]
    public void An_unknown_code_is_tried_again_rather_than_thrown_away(string robot) => Assert.Null(Meaning(robot, 987654, "?"));

    private static CodeMeaning? Meaning(string robot, long code, string message) => robot switch
    {
        "wecom" => WeComCodes.Of(code),
        "dingtalk" => DingTalkCodes.Of(code, message),
        _ => FeishuCodes.Of(code, message),
    };
}
