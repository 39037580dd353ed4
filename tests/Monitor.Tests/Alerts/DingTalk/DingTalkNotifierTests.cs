using Monitor.Alerts.DingTalk;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Tests.Alerts.Outbox;
using Monitor.Tests.Alerts.Robots;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Alerts.DingTalk;

/// <summary>Against a stand-in of the robot.</summary>
public sealed class DingTalkNotifierTests : IDisposable
{
    private readonly RobotBench _bench = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_signed_message_is_accepted_and_its_signature_is_encoded_exactly_once()
    {
        await using var robot = await StartAsync();
        var channel = Channel(robot);
        // Signatures with and without +, / and = come up within a few seconds.
        for (var i = 0; i < 12; i++)
        {
            Assert.Equal((DeliveryOutcome.Delivered, "0 ok"), Short(await channel.SendAsync(RobotBench.Red, Ct)));
            _bench.Time.Advance(TimeSpan.FromSeconds(7));
        }

        Assert.All(robot.Queries, q => Assert.DoesNotContain("%25", q, StringComparison.Ordinal));
        Assert.Contains(robot.Queries, q => q.Contains("%2F", StringComparison.Ordinal) || q.Contains("%2B", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_address_does_not_grow_from_alert_to_alert()
    {
        await using var robot = await StartAsync();
        var channel = Channel(robot);
        for (var i = 0; i < 3; i++) await channel.SendAsync(RobotBench.Red, Ct);
        Assert.All(robot.Queries, q => Assert.Equal(3, q.Split('&').Length));
    }

    [Fact]
    public async Task A_refusal_with_http_200_is_no_delivery_and_says_what_to_do()
    {
        await using var robot = await StartAsync();
        var receipt = await _bench.Channel("dingtalk", Options(robot) with { Secret = RobotBench.Secret("SECanother") }).SendAsync(RobotBench.Red, Ct);
        Assert.Equal((DeliveryOutcome.Permanent, "310000 sign not match（签名不符，请核对配置里的 secret）"), Short(receipt));
        Assert.Empty(robot.Shown);
    }

    [Fact]
    public async Task Our_clock_two_hours_off_is_named_as_the_cause()
    {
        var theirs = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Some.T0.AddHours(2.5));
        await using var robot = new DingTalkStandIn(theirs, RobotBench.Token, RobotBench.Key);
        await robot.StartAsync();
        Assert.Equal("310000 invalid timestamp（时间戳无效，请校准本机时钟）", (await Channel(robot).SendAsync(RobotBench.Red, Ct)).Detail);
    }

    [Fact]
    public async Task A_key_word_the_robot_wants_is_in_every_part()
    {
        await using var robot = new DingTalkStandIn(_bench.Time, RobotBench.Token, RobotBench.Key, "考务");
        await robot.StartAsync();
        Assert.Equal(DeliveryOutcome.Permanent, (await Channel(robot).SendAsync(RobotBench.Red, Ct)).Outcome);
        Assert.Equal(DeliveryOutcome.Delivered, (await _bench.Channel("dingtalk", Options(robot) with { Keyword = "考务" }).SendAsync(RobotBench.Long(), Ct)).Outcome);
        Assert.True(robot.Shown.Count > 1);
    }

    [Fact]
    public async Task A_long_list_arrives_whole_in_numbered_parts_of_at_most_20000_bytes()
    {
        await using var robot = await StartAsync();
        var receipt = await Channel(robot).SendAsync(RobotBench.Long(), Ct);
        Assert.Equal(DeliveryOutcome.Delivered, receipt.Outcome);
        Assert.True(robot.Shown.Count >= 3);
        Assert.Equal($"{robot.Shown.Count} of {robot.Shown.Count} parts delivered: 0 ok", receipt.Detail);
        for (var i = 0; i < robot.Shown.Count; i++)
            Assert.Contains($"红色（Ⅰ级）] 志愿填报系统无法访问 ({i + 1}/{robot.Shown.Count})", robot.Shown[i].GetProperty("markdown").GetProperty("title").GetString());
        var all = string.Concat(robot.Shown.Select(s => RobotBench.Solid(s.GetProperty("markdown").GetProperty("text").GetString()!.Split("\n\n", 2)[1])));
        Assert.Equal(RobotBench.Solid(RobotBench.Long().Text), all);
    }

    [Fact]
    public async Task A_retry_goes_on_behind_the_parts_that_arrived()
    {
        await using var robot = await StartAsync();
        robot.Trouble = call => call == 3 ? """{"errcode":-1,"errmsg":"system busy"}""" : null;
        var first = await Channel(robot).SendAsync(RobotBench.Long(), Ct);
        Assert.Equal(DeliveryOutcome.RetryLater, first.Outcome);
        Assert.StartsWith("2 of ", first.Detail, StringComparison.Ordinal);
        Assert.Equal(DeliveryOutcome.Delivered, (await Channel(robot).SendAsync(RobotBench.Long() with { Progress = first.Progress }, Ct)).Outcome);
        var titles = robot.Shown.Select(s => s.GetProperty("markdown").GetProperty("title").GetString()).ToList();
        Assert.Equal(titles.Distinct(), titles);
        Assert.Equal(RobotBench.Solid(RobotBench.Long().Text), string.Concat(robot.Shown.Select(s => RobotBench.Solid(s.GetProperty("markdown").GetProperty("text").GetString()!.Split("\n\n", 2)[1]))));
    }

    [Fact]
    public async Task Who_is_mentioned_stands_in_the_text_and_only_from_orange_on()
    {
        await using var robot = await StartAsync();
        var channel = _bench.Channel("dingtalk", Options(robot) with { AtMobiles = ["13800138000"] });
        await channel.SendAsync(RobotBench.Red, Ct);
        await channel.SendAsync(RobotBench.Red with { Level = WarningLevel.Yellow }, Ct);
        Assert.Equal(["13800138000"], robot.Shown[0].GetProperty("at").GetProperty("atMobiles").EnumerateArray().Select(m => m.GetString()));
        Assert.Contains("@13800138000", robot.Shown[0].GetProperty("markdown").GetProperty("text").GetString());
        Assert.DoesNotContain("13800138000", robot.Shown[1].ToString());
    }

    [Fact]
    public async Task A_muted_robot_is_left_alone_for_ten_minutes_even_by_red()
    {
        await using var robot = await StartAsync();
        // Someone else's messages through the same robot brought the punishment.
        robot.Trouble = call => call == 1 ? """{"errcode":130101,"errmsg":"send too fast, exceed 20 times per minute","punish":"deny","wait":5}""" : null;
        var receipt = await Channel(robot).SendAsync(RobotBench.Red, Ct);
        Assert.Equal((DeliveryOutcome.RetryLater, TimeSpan.FromMinutes(10), false), (receipt.Outcome, receipt.RetryAfter!.Value, receipt.Held));
        _bench.Time.Advance(TimeSpan.FromMinutes(9));
        var held = await Channel(robot).SendAsync(RobotBench.Red, Ct);
        Assert.Equal((DeliveryOutcome.RetryLater, TimeSpan.FromMinutes(1), true), (held.Outcome, held.RetryAfter!.Value, held.Held));
        Assert.Equal(1, robot.Calls);
        _bench.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(DeliveryOutcome.Delivered, (await Channel(robot).SendAsync(RobotBench.Red, Ct)).Outcome);
    }

    [Fact]
    public async Task A_flood_is_never_punished_loses_nothing_and_lets_red_through_at_once()
    {
        await using var office = new PostOffice();
        using var bench = new RobotBench(office.Time);
        await using var robot = new DingTalkStandIn(office.Time, RobotBench.Token, RobotBench.Key);
        await robot.StartAsync();
        office.Notifiers["mail"] = bench.Channel("dingtalk", Options(robot));
        await office.AddAsync([.. Enumerable.Range(0, 40).Select(i => Some.Notice($"blue{i}", $"a{i}") with { Subject = $"蓝色 {i}" })]);
        await office.PassToEndAsync();
        Assert.Equal(12, robot.Shown.Count);
        await office.AddAsync(RobotBench.Red with { Id = "red", AlertId = "r" });
        await office.PassToEndAsync();
        Assert.Equal(13, robot.Shown.Count);
        Assert.Equal(NoticeStatus.Delivered, await office.StatusAsync("red"));
        for (var seconds = 0; robot.Shown.Count < 41; seconds++)
        {
            Assert.True(seconds < 240, $"after {seconds} s {robot.Shown.Count} of 41 arrived");
            office.Time.Advance(TimeSpan.FromSeconds(1));
            await office.PassToEndAsync();
        }

        Assert.Equal((0, 41), (robot.Punishments, robot.Calls));
        Assert.All(await office.Database.Ledger.NoticesAsync(null, 100, Ct), n => Assert.Equal((NoticeStatus.Delivered, 1), (n.Status, n.Notice.Attempts)));
    }

    [Fact]
    public async Task Two_channels_with_one_robot_and_a_reload_share_its_bucket()
    {
        await using var robot = await StartAsync();
        for (var i = 0; i < 18; i++) Assert.Equal(DeliveryOutcome.Delivered, (await Channel(robot).SendAsync(RobotBench.Red, Ct)).Outcome);
        Assert.True((await Channel(robot).SendAsync(RobotBench.Red, Ct)).Held);
        Assert.Equal(18, robot.Calls);
    }

    [Fact]
    public async Task What_the_robot_echoes_holds_neither_token_nor_secret_nor_signature()
    {
        await using var robot = await StartAsync();
        robot.Trouble = call => $$"""{"errcode":310000,"errmsg":"bad {{RobotBench.Token}} {{RobotBench.Key}} {{robot.Queries[call - 1].Split("sign=")[1]}}"}""";
        var receipt = await Channel(robot).SendAsync(RobotBench.Red, Ct);
        Assert.All([RobotBench.Token, RobotBench.Key, robot.Queries[0].Split("sign=")[1]], s => Assert.DoesNotContain(s, receipt.Detail));
        Assert.DoesNotContain(RobotBench.Token, string.Concat(Channel(robot).Preview(RobotBench.Red)));
    }

    public void Dispose() => _bench.Dispose();

    private static (DeliveryOutcome, string) Short(Receipt receipt) => (receipt.Outcome, receipt.Detail);

    private static DingTalkOptions Options(DingTalkStandIn robot) =>
        new() { Url = robot.Url("/robot/send"), Token = RobotBench.Secret(RobotBench.Token), Secret = RobotBench.Secret(RobotBench.Key) };

    private INotifier Channel(DingTalkStandIn robot) => _bench.Channel("dingtalk", Options(robot));

    private async Task<DingTalkStandIn> StartAsync()
    {
        var robot = new DingTalkStandIn(_bench.Time, RobotBench.Token, RobotBench.Key);
        await robot.StartAsync();
        return robot;
    }
}
