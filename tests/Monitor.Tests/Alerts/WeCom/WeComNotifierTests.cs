using System.Text;
using Monitor.Alerts.WeCom;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Tests.Alerts.Robots;
using Xunit;

namespace Monitor.Tests.Alerts.WeCom;

/// <summary>Against a stand-in of the robot.</summary>
public sealed class WeComNotifierTests : IDisposable
{
    private readonly RobotBench _bench = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(WeComFormat.Markdown, "markdown", 4096)]
    [InlineData(WeComFormat.Text, "text", 2048)]
    public async Task A_long_list_arrives_whole_in_parts_counted_in_bytes(WeComFormat format, string type, int most)
    {
        await using var robot = await StartAsync();
        var receipt = await SendAsync(robot, RobotBench.Long(120), o => o with { Format = format });
        Assert.Equal(DeliveryOutcome.Delivered, receipt.Outcome);
        var contents = robot.Shown.Select(s => s.GetProperty(type).GetProperty("content").GetString()!).ToList();
        Assert.True(contents.Count > 1);
        // The room is used, too: a part ends within a line of the limit.
        Assert.All(contents.SkipLast(1), c => Assert.InRange(Encoding.UTF8.GetByteCount(c), most - 200, most));
        for (var i = 0; i < contents.Count; i++) Assert.Contains($"({i + 1}/{contents.Count})", contents[i].Split('\n')[0]);
        Assert.All(contents, c => Assert.Contains("红色（Ⅰ级）", c));
        Assert.Equal(RobotBench.Solid(RobotBench.Long(120).Text), string.Concat(contents.Select(c => RobotBench.Solid(c[c.IndexOf('\n', StringComparison.Ordinal)..]))));
    }

    [Theory]
    [InlineData(WarningLevel.Blue, "蓝色（Ⅳ级）", "comment")]
    [InlineData(WarningLevel.Yellow, "黄色（Ⅲ级）", "warning")]
    [InlineData(WarningLevel.Orange, "橙色（Ⅱ级）", "warning")]
    [InlineData(WarningLevel.Red, "红色（Ⅰ级）", "warning")]
    public async Task The_level_stands_in_words_for_the_robot_has_only_three_colours(WarningLevel level, string word, string colour)
    {
        await using var robot = await StartAsync();
        await SendAsync(robot, RobotBench.Red with { Level = level, Subject = "志愿填报系统无法访问" });
        var content = robot.Shown[0].GetProperty("markdown").GetProperty("content").GetString()!;
        Assert.Contains(word, content);
        Assert.StartsWith($"<font color=\"{colour}\">", content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_strangers_title_can_mention_nobody_and_link_nowhere()
    {
        await using var robot = await StartAsync();
        await SendAsync(robot, RobotBench.Red with { Subject = "<@all> [查分](http://evil.example)\n# 假标题", Text = "<font color=\"info\">已解决</font> <@zhangsan>" });
        var content = robot.Shown[0].GetProperty("markdown").GetProperty("content").GetString()!;
        Assert.DoesNotContain("<@", content);
        Assert.DoesNotContain("](", content);
        Assert.DoesNotContain("<font color=\"info\">", content);
        Assert.Equal(2, content.Split('\n').Length);
    }

    [Fact]
    public async Task Twenty_a_minute_are_never_exceeded_but_the_robots_own_no_waits_65_seconds()
    {
        await using var robot = await StartAsync();
        robot.Trouble = call => call == 1 ? """{"errcode":45009,"errmsg":"api freq out of limit"}""" : null;
        var receipt = await SendAsync(robot, RobotBench.Red);
        Assert.Equal((DeliveryOutcome.RetryLater, TimeSpan.FromSeconds(65)), (receipt.Outcome, receipt.RetryAfter!.Value));
    }

    [Fact]
    public async Task A_wrong_key_is_permanent_and_is_not_shown()
    {
        await using var robot = await StartAsync();
        var receipt = await SendAsync(robot, RobotBench.Red, o => o with { Key = RobotBench.Secret("00000000-1111-wrong") });
        Assert.Equal(DeliveryOutcome.Permanent, receipt.Outcome);
        Assert.StartsWith("93000 ", receipt.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("00000000-1111-wrong", receipt.Detail);
    }

    [Fact]
    public async Task People_are_mentioned_from_orange_on()
    {
        await using var robot = await StartAsync();
        await SendAsync(robot, RobotBench.Red, o => o with { Mention = ["zhangsan"] });
        await SendAsync(robot, RobotBench.Red, o => o with { Mention = ["@all"], Format = WeComFormat.Text });
        await SendAsync(robot, RobotBench.Red with { Level = WarningLevel.Yellow }, o => o with { Mention = ["zhangsan"] });
        Assert.Contains("<@zhangsan>", robot.Shown[0].GetProperty("markdown").GetProperty("content").GetString());
        Assert.Equal("@all", robot.Shown[1].GetProperty("text").GetProperty("mentioned_list")[0].GetString());
        Assert.DoesNotContain("zhangsan", robot.Shown[2].ToString());
    }

    [Fact]
    public async Task A_log_in_page_of_a_proxy_is_no_delivery_although_it_answers_200()
    {
        await using var robot = await StartAsync();
        robot.Trouble = _ => "<html>please log in</html>";
        var receipt = await SendAsync(robot, RobotBench.Red);
        Assert.Equal((DeliveryOutcome.RetryLater, "no code in the answer: HTTP 200 <html>please log in</html>"), (receipt.Outcome, receipt.Detail));
    }

    public void Dispose() => _bench.Dispose();

    private Task<Receipt> SendAsync(WeComStandIn robot, Notice notice, Func<WeComOptions, WeComOptions>? change = null)
    {
        var options = new WeComOptions { Url = robot.Url("/cgi-bin/webhook/send"), Key = RobotBench.Secret(RobotBench.Token) };
        return _bench.Channel("wecom", change?.Invoke(options) ?? options).SendAsync(notice, Ct);
    }

    private async Task<WeComStandIn> StartAsync()
    {
        var robot = new WeComStandIn(_bench.Time, RobotBench.Token);
        await robot.StartAsync();
        return robot;
    }
}
