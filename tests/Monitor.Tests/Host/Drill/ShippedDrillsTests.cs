using Monitor.Core.Alerts;
using Monitor.Host.Configuration;
using Monitor.Host.Drill.Playing;
using Monitor.Tests.Support;
using Xunit;

namespace Monitor.Tests.Host.Drill;

/// <summary>The shipped exercises, rehearsed with the shipped rules and models: what they expect is what the product does.</summary>
public sealed class ShippedDrillsTests
{
    private static readonly DateTimeOffset Noon = new(2027, 6, 28, 12, 0, 0, TimeSpan.FromHours(8));

    private static readonly MonitorConfig Config = ConfigLoader.Load(Repository.File("config")).Config! with
    {
        Channels =
        [
            new ChannelDefinition { Id = "all", Kind = "webhook", Options = new Monitor.Alerts.Webhook.WebhookOptions { Url = "http://127.0.0.1:9/" } },
            new ChannelDefinition { Id = "propaganda", Kind = "webhook", Teams = [Team.Propaganda], Language = Language.En, Options = new Monitor.Alerts.Webhook.WebhookOptions { Url = "http://127.0.0.1:9/" } },
        ],
    };

    public static TheoryData<string> Ids => [.. Config.Scenarios.Select(s => s.Id)];

    [Fact]
    public void There_are_at_least_three() => Assert.True(Config.Scenarios.Count >= 3);

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task What_it_expects_is_detected_in_time_and_all_it_says_is_marked(string id)
    {
        var played = await PlayAsync(id);
        Assert.All(played.Report.Steps, s => Assert.True(s is { Detected: true, DetectInTime: true }, $"{s.Name}: {s.Detect} s of {s.DetectGoal} s"));
        Assert.NotEmpty(played.Notices);
        Assert.All(played.Notices, n => Assert.StartsWith(n.Channel == "all" ? "【演练】" : "[EXERCISE]", n.Subject, StringComparison.Ordinal));
        // Nobody reacted, and the report says so.
        Assert.All(played.Report.Steps, s => Assert.False(s.AcknowledgeInTime));
    }

    [Fact]
    public async Task A_restricted_exercise_goes_only_where_such_alerts_go()
    {
        var played = await PlayAsync("wellbeing");
        Assert.True(played.Report.Restricted);
        Assert.All(played.Notices, n => Assert.Equal("propaganda", n.Channel));
    }

    private static Task<Rehearsal> PlayAsync(string id)
    {
        var scenario = Config.Scenarios.First(s => s.Id == id) with { Limit = TimeSpan.FromMinutes(27) };
        return Rehearsal.PlayAsync(Config, scenario, [], "var-none", Noon, null, TestContext.Current.CancellationToken);
    }
}
