using System.ComponentModel.DataAnnotations;
using Monitor.Alerts.DingTalk;
using Monitor.Alerts.Feishu;
using Monitor.Alerts.WeCom;
using Xunit;

namespace Monitor.Tests.Alerts.Robots;

public sealed class RobotOptionsTests
{
    [Theory]
    [InlineData("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=7f3a9c1e-4b2d")]
    [InlineData("key=7f3a9c1e-4b2d")]
    public void The_whole_address_in_place_of_the_token_is_named_before_the_robot_says_93000(string pasted)
    {
        var secret = RobotBench.Secret(pasted);
        foreach (var options in new IValidatableObject[] { new WeComOptions { Key = secret }, new DingTalkOptions { Token = secret }, new FeishuOptions { Token = secret } })
        {
            var mistake = Assert.Single(Mistakes(options));
            Assert.Contains("not the whole address", mistake);
            Assert.DoesNotContain("7f3a9c1e", mistake);
        }
    }

    [Theory]
    [InlineData("http://robot.example/send", false)]
    [InlineData("http://127.0.0.1:8080/send", true)]
    [InlineData("https://robot.example/send", true)]
    [InlineData("https://robot.example/send?access_token=abc", false)]
    [InlineData("robot.example", false)]
    public void A_token_goes_out_encrypted_or_not_at_all(string url, bool good) =>
        Assert.Equal(good, Mistakes(new DingTalkOptions { Url = url, Token = RobotBench.Secret("abc") }).Count == 0);

    [Fact]
    public void Everyone_is_mentioned_by_wecom_only_in_text() =>
        Assert.Equal("@all needs format: text", Assert.Single(Mistakes(new WeComOptions { Key = RobotBench.Secret("abc"), Mention = ["@all"] })));

    private static List<string> Mistakes(IValidatableObject options) => [.. options.Validate(new ValidationContext(options)).Select(m => m.ErrorMessage!)];
}
