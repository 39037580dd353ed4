using Monitor.Alerts;
using Monitor.Host.Configuration;
using Monitor.Tests.Support;
using Xunit;

namespace Monitor.Tests.Host.Configuration;

/// <summary>The commented channels of the shipped monitor.yaml, with the comment signs taken away.</summary>
public sealed class ChannelSampleTests
{
    [Fact]
    public void The_commented_channels_are_a_valid_config_and_show_the_kinds()
    {
        var lines = File.ReadAllLines(Repository.File("config", "monitor.yaml")).SkipWhile(l => l != "# channels:").TakeWhile(l => l.StartsWith('#'));
        // Environment variables of the sample need a value of any kind.
        var sample = string.Join('\n', lines.Select(l => l[2..])).Replace("env:", "file:env-", StringComparison.Ordinal);
        using var config = new TempConfig();
        foreach (var name in new[] { "WECOM_KEY", "DINGTALK_TOKEN", "DINGTALK_SECRET", "FEISHU_TOKEN", "FEISHU_SECRET", "SMS_TOKEN" }) config.Write("env-" + name, "abc-123");
        config.Write("monitor.yaml", sample + "\n");
        var result = ConfigLoader.Load(config.Directory);
        Assert.Empty(result.Errors);
        var shown = result.Config!.Channels.Select(c => c.Kind).ToHashSet();
        Assert.Equal(NotifierCatalog.Kinds.Select(k => k.Name).Where(k => k != "webhook").Order(), shown.Order());
    }
}
