using Monitor.Core.Alerts;
using Monitor.Core.Probes;
using Monitor.Host.Configuration;
using Monitor.Host.Deciding;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Host.Deciding;

/// <summary>TrendRadar #81, #602: nothing arrives and no reason is given. Here every channel has an answer.</summary>
public sealed class WhyTests
{
    private static readonly DateTimeOffset Now = Some.T0.AddMinutes(5);
    private static readonly Alert Alert = Some.Alert("a1") with { Team = Team.Security, Level = WarningLevel.Yellow, Told = [] };

    [Fact]
    public void A_channel_that_was_told_says_when_and_at_which_level() =>
        Assert.Equal((true, true), (Fate(Alert with { Told = [new Told("c", WarningLevel.Yellow, Now)] }).Told, Text(Alert with { Told = [new Told("c", WarningLevel.Yellow, Now)] }).Contains("黄色", StringComparison.Ordinal)));

    [Fact]
    public void Each_reason_not_to_tell_is_named()
    {
        Assert.Contains("不接收网安团队", Text(Alert, new ChannelDefinition { Id = "c", Teams = [Team.Propaganda] }));
        Assert.Contains("橙色及以上", Text(Alert, new ChannelDefinition { Id = "c", MinLevel = WarningLevel.Orange }));
        Assert.Contains("值班表", Text(Alert, new ChannelDefinition { Id = "c", OnCallOnly = true }));
        Assert.Contains("内容受限", Text(Alert with { Restricted = true }));
        Assert.Contains("王工 静默至", Text(Alert, standing: new Standing { Silences = [new Silence { Id = "s", Subject = Alert.Subject, Owner = "王工", Reason = "扩容", From = Some.T0, Until = Now.AddHours(1) }] }));
        Assert.Contains("免打扰", Text(Alert, standing: new Standing { Held = [new HeldNotice("h", "a1", Alert.Fingerprint, "c", NoticeKind.Opened, WarningLevel.Yellow, "outage", "x", HoldCause.Quiet, Now)] }));
        Assert.Contains("扩容", Text(Alert, target: new TargetDefinition { Id = Alert.Subject, Maintenance = [new MaintenanceWindow { Reason = "扩容", Begins = Some.T0, Ends = Now.AddHours(1) }] }));
        Assert.Contains("同一主机", Text(Alert, decisions: new Decision(Alert.Fingerprint, "a1", Now, DecisionReason.Inhibited, "暂不通知：同一主机不可用", false)));
        Assert.Contains("结束也不通知", Text(Alert with { State = AlertState.Resolved }));
    }

    private static string Text(Alert alert, ChannelDefinition? channel = null, Standing? standing = null, TargetDefinition? target = null, Decision? decisions = null) =>
        Fate(alert, channel, standing, target, decisions).Text;

    private static ChannelFate Fate(Alert alert, ChannelDefinition? channel = null, Standing? standing = null, TargetDefinition? target = null, Decision? decision = null) => Assert.Single(Why.Of(
        new MonitorConfig { Channels = [channel ?? new ChannelDefinition { Id = "c" }], Targets = target is null ? [] : [target] }, alert, standing ?? Standing.None, decision is null ? [] : [decision], Now));
}
