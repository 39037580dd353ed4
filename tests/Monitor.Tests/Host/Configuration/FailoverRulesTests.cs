using Monitor.Host.Configuration;
using Xunit;

namespace Monitor.Tests.Host.Configuration;

/// <summary>A failover that could not help on the day it is needed is a mistake on the day it is written.</summary>
public sealed class FailoverRulesTests : IDisposable
{
    private readonly TempConfig _config = new();

    public void Dispose() => _config.Dispose();

    [Theory]
    [InlineData("failover: sms", null, null, 5, "channels[0].failover", "no channel has the id 'sms'")]
    [InlineData("failover: ca", null, null, 5, "channels[0].failover", "its own failover")]
    [InlineData("failover: cb\n    teams: [security]", "teams: [propaganda]", null, 5, "channels[0].failover", "hears of other teams only")]
    [InlineData("failover: cb\n    failoverAfter: 20m\n    giveUpAfter: 1h", null, null, 6, "channels[0].failoverAfter", "less than a sixth")]
    [InlineData("giveUpAfter: 5m", null, null, 5, "channels[0].giveUpAfter", "from 01:00:00")]
    public void A_failover_that_leads_nowhere_is_named(string a, string? b, string? c, int line, string key, string expected)
    {
        var error = Assert.Single(Load(a, b, c).Errors);
        Assert.Equal((line, key), (error.Line, error.Key));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_circle_is_named_at_each_of_its_channels()
    {
        var errors = Load("failover: cb", "failover: cc", "failover: ca").Errors;
        Assert.Equal(3, errors.Count);
        Assert.Contains("ca → cb → cc → ca", errors[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chain_is_allowed() => Assert.Empty(Load("failover: cb", "failover: cc", null).Errors);

    private ConfigResult Load(params string?[] extra)
    {
        _config.Write("monitor.yaml", "channels:\n" + string.Concat(extra.Select((e, i) =>
            $"  - id: c{(char)('a' + i)}\n    kind: email\n    options: {{ host: m.example, from: a@b.example, to: [c@d.example] }}\n" + (e is null ? "" : $"    {e}\n"))));
        return ConfigLoader.Load(_config.Directory);
    }
}
