using Monitor.Alerts.Feishu;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Tests.Alerts.Outbox;
using Monitor.Tests.Alerts.Robots;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Alerts.Feishu;

/// <summary>Against a stand-in of the robot.</summary>
public sealed class FeishuNotifierTests : IDisposable
{
    private readonly RobotBench _bench = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_signed_card_is_accepted_and_one_signed_with_another_secret_is_not()
    {
        await using var robot = await StartAsync();
        Assert.Equal((DeliveryOutcome.Delivered, "0 success"), Short(await Channel(robot).SendAsync(RobotBench.Red, Ct)));
        var refused = await _bench.Channel("feishu", Options(robot) with { Secret = RobotBench.Secret("another") }).SendAsync(RobotBench.Red, Ct);
        Assert.Equal(DeliveryOutcome.Permanent, refused.Outcome);
        Assert.StartsWith("19021 ", refused.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(WarningLevel.Blue, "blue", "蓝色")]
    [InlineData(WarningLevel.Yellow, "yellow", "黄色")]
    [InlineData(WarningLevel.Orange, "orange", "橙色")]
    [InlineData(WarningLevel.Red, "red", "红色")]
    public async Task The_cards_header_has_the_levels_colour_and_its_word(WarningLevel level, string template, string word)
    {
        await using var robot = await StartAsync();
        await Channel(robot).SendAsync(RobotBench.Red with { Level = level, Subject = "s" }, Ct);
        var header = robot.Shown[0].GetProperty("card").GetProperty("header");
        Assert.Equal(template, header.GetProperty("template").GetString());
        Assert.Contains(word, header.GetProperty("title").GetProperty("content").GetString());
    }

    [Fact]
    public async Task A_long_list_arrives_whole_in_cards_of_at_most_20000_bytes_with_their_signature()
    {
        await using var robot = await StartAsync();
        Assert.Equal(DeliveryOutcome.Delivered, (await SendToEndAsync(Channel(robot), RobotBench.Long())).Outcome);
        Assert.True(robot.Shown.Count >= 3);
        Assert.Equal(RobotBench.Solid(RobotBench.Long().Text), string.Concat(robot.Shown.Select(s =>
            RobotBench.Solid(s.GetProperty("card").GetProperty("elements")[0].GetProperty("text").GetProperty("content").GetString()!))));
    }

    [Fact]
    public async Task Blue_keeps_off_the_full_and_the_half_hour_and_red_does_not_wait()
    {
        await using var robot = await StartAsync();
        foreach (var minute in new[] { 0, 30 })
        {
            using var bench = new RobotBench(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Some.T0.AddMinutes(minute).AddSeconds(20)));
            var channel = bench.Channel("feishu", Options(robot));
            var held = await channel.SendAsync(Some.Notice("n1"), Ct);
            Assert.True(held.Held);
            Assert.InRange(held.RetryAfter!.Value, TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(70));
            Assert.NotEqual(TimeSpan.FromSeconds(40), held.RetryAfter.Value);
        }

        Assert.Equal(0, robot.Calls);
        using var onTheHour = new RobotBench(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Some.T0));
        Assert.False((await onTheHour.Channel("feishu", Options(robot)).SendAsync(RobotBench.Red, Ct)).Held);
        Assert.Equal(1, robot.Calls);
    }

    [Theory]
    [InlineData("""{"code":9499,"msg":"too many request"}""", DeliveryOutcome.RetryLater, 60)]
    [InlineData("""{"code":9499,"msg":"Bad Request"}""", DeliveryOutcome.Permanent, null)]
    [InlineData("""{"code":11232,"msg":"frequency limited"}""", DeliveryOutcome.RetryLater, 60)]
    [InlineData("""{"StatusCode":0,"StatusMessage":"success"}""", DeliveryOutcome.Delivered, null)]
    public async Task One_code_means_two_things_and_the_words_decide(string answer, DeliveryOutcome outcome, int? wait)
    {
        await using var robot = await StartAsync();
        robot.Trouble = _ => answer;
        var receipt = await Channel(robot).SendAsync(RobotBench.Red, Ct);
        Assert.Equal((outcome, wait), (receipt.Outcome, (int?)receipt.RetryAfter?.TotalSeconds));
    }

    [Fact]
    public async Task A_key_word_and_a_mention_are_in_the_card()
    {
        await using var robot = new FeishuStandIn(_bench.Time, RobotBench.Token, null, "考务");
        await robot.StartAsync();
        var options = Options(robot) with { Secret = null };
        Assert.StartsWith("19024 ", (await _bench.Channel("feishu", options).SendAsync(RobotBench.Red, Ct)).Detail, StringComparison.Ordinal);
        Assert.Equal(DeliveryOutcome.Delivered, (await _bench.Channel("feishu", options with { Keyword = "考务", At = ["all"] }).SendAsync(RobotBench.Red, Ct)).Outcome);
        Assert.Contains("<at id=all></at>", robot.Shown[0].GetProperty("card").GetProperty("elements")[0].GetProperty("text").GetProperty("content").GetString());
    }

    [Fact]
    public async Task A_flood_stays_under_five_a_second_and_a_hundred_a_minute()
    {
        await using var office = new PostOffice();
        office.Time.Advance(TimeSpan.FromMinutes(5));
        using var bench = new RobotBench(office.Time);
        await using var robot = new FeishuStandIn(office.Time, RobotBench.Token, RobotBench.Key);
        await robot.StartAsync();
        office.Notifiers["mail"] = bench.Channel("feishu", Options(robot));
        await office.AddAsync([.. Enumerable.Range(0, 70).Select(i => Some.Notice($"n{i}", $"a{i}"))]);
        for (var half = 0; robot.Shown.Count < 70; half++)
        {
            Assert.True(half < 240, $"{robot.Shown.Count} of 70 arrived");
            await office.PassToEndAsync();
            office.Time.Advance(TimeSpan.FromSeconds(0.5));
        }

        Assert.Equal(70, robot.Calls);
    }

    public void Dispose() => _bench.Dispose();

    private static (DeliveryOutcome, string) Short(Receipt receipt) => (receipt.Outcome, receipt.Detail);

    private static FeishuOptions Options(FeishuStandIn robot) =>
        new() { Url = robot.Url("/open-apis/bot/v2/hook"), Token = RobotBench.Secret(RobotBench.Token), Secret = RobotBench.Secret(RobotBench.Key) };

    private INotifier Channel(FeishuStandIn robot) => _bench.Channel("feishu", Options(robot));

    /// <summary>As the outbox does: held parts wait, what arrived is remembered.</summary>
    private async Task<Receipt> SendToEndAsync(INotifier channel, Notice notice)
    {
        while (true)
        {
            var receipt = await channel.SendAsync(notice, Ct);
            if (!receipt.Held) return receipt;
            notice = notice with { Progress = receipt.Progress ?? notice.Progress };
            _bench.Time.Advance(receipt.RetryAfter!.Value);
        }
    }

    private async Task<FeishuStandIn> StartAsync()
    {
        var robot = new FeishuStandIn(_bench.Time, RobotBench.Token, RobotBench.Key);
        await robot.StartAsync();
        return robot;
    }
}
