using System.Net;
using System.Net.Sockets;
using Monitor.Collectors.Probes.Dns;
using Monitor.Core.Probes;
using Monitor.Tests.Support;
using Xunit;

namespace Monitor.Tests.Collectors.Probes;

/// <summary>Against a real resolver.</summary>
public sealed class DnsProbeTests : IAsyncLifetime
{
    private const string Name = "zy.example.edu.cn";

    private UnboundServer _sound = null!;

    [Fact]
    public async Task Records_as_expected_are_up_in_any_order_and_writing()
    {
        var result = await ProbeAsync(new() { Name = Name, Expect = ["11.22.33.45", "11.22.33.44"], Resolvers = [_sound.Address] });
        Assert.Equal((ProbeState.Up, null, null), (result.State, result.FailedPhase, result.Message));
        Assert.Empty(result.Findings);
        Assert.NotNull(result.Timings!.Dns);
        Assert.Equal(ProbeState.Up, (await ProbeAsync(new() { Name = Name, Type = DnsRecordType.Aaaa, Expect = ["2400:0:0::1"], Resolvers = [_sound.Address] })).State);
    }

    [Theory]
    [InlineData("mail.example.edu.cn", DnsRecordType.Mx, "10 MX1.example.edu.cn.")]
    [InlineData("www.example.edu.cn", DnsRecordType.Cname, "zy.example.edu.cn")]
    [InlineData("example.edu.cn", DnsRecordType.Ns, "ns1.example.edu.cn")]
    [InlineData("example.edu.cn", DnsRecordType.Txt, "v=spf1 -all")]
    public async Task Every_type_is_compared_in_its_plain_form(string name, DnsRecordType type, string record)
    {
        Assert.Equal(ProbeState.Up, (await ProbeAsync(new() { Name = name, Type = type, Expect = [record], Resolvers = [_sound.Address] })).State);
        var other = await ProbeAsync(new() { Name = name, Type = type, Expect = ["other.example.com"], Resolvers = [_sound.Address] });
        Assert.Equal((ProbeState.Down, DnsProbe.Unexpected), (other.State, Assert.Single(other.Findings).Code));
    }

    [Fact]
    public async Task One_resolver_that_leads_elsewhere_is_named_and_is_a_failure()
    {
        await using var hijacked = await UnboundServer.StartAsync("""
              local-zone: "zy.example.edu.cn." redirect
              local-data: "zy.example.edu.cn. 60 IN A 66.77.88.99"
            """);
        var result = await ProbeAsync(new() { Name = Name, Expect = ["11.22.33.44", "11.22.33.45"], Resolvers = [_sound.Address, hijacked.Address] });
        Assert.Equal((ProbeState.Down, "check"), (result.State, result.FailedPhase));
        Assert.Contains($"解析器 {hijacked.Address}：返回 66.77.88.99", result.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_sound.Address, result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_such_name_and_a_name_nobody_can_look_up_are_told_apart()
    {
        await using var refusing = await UnboundServer.StartAsync("""
              local-zone: "example.edu.cn." always_refuse
            """);
        await using var broken = await UnboundServer.StartAsync("", $"""
            forward-zone:
              name: "example.edu.cn."
              forward-addr: {refusing.Address.Replace(':', '@')}
            """);
        var missing = await ProbeAsync(new() { Name = "gone.example.edu.cn", Resolvers = [_sound.Address] });
        Assert.Equal((ProbeState.Down, "dns"), (missing.State, missing.FailedPhase));
        Assert.Contains("NXDOMAIN", missing.Message, StringComparison.Ordinal);

        var failing = await ProbeAsync(new() { Name = Name, Resolvers = [broken.Address] });
        Assert.Equal((ProbeState.Down, "dns"), (failing.State, failing.FailedPhase));
        Assert.Contains("SERVFAIL", failing.Message, StringComparison.Ordinal);

        var some = await ProbeAsync(new() { Name = Name, Resolvers = [_sound.Address, broken.Address] });
        Assert.Equal((ProbeState.Degraded, null), (some.State, some.FailedPhase));
        Assert.Contains(broken.Address, some.Message, StringComparison.Ordinal);

        var empty = await ProbeAsync(new() { Name = "www.example.edu.cn", Type = DnsRecordType.Txt, Resolvers = [_sound.Address] });
        Assert.Contains("没有该类记录", empty.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_resolver_says_nothing_of_the_name()
    {
        using var silent = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var nobody = ((IPEndPoint)silent.Client.LocalEndPoint!).ToString();
        var limit = TimeSpan.FromMilliseconds(300);
        var result = await ProbeAsync(new() { Name = Name, Resolvers = [nobody], Timeout = limit });
        Assert.Equal((ProbeState.Unknown, "dns"), (result.State, result.FailedPhase));
        Assert.Contains("无应答", result.Message, StringComparison.Ordinal);

        var beside = await ProbeAsync(new() { Name = Name, Resolvers = [nobody, _sound.Address], Timeout = limit });
        Assert.Equal(ProbeState.Up, beside.State);
        Assert.Equal((DnsProbe.NotAnswering, FindingSeverity.Low), (Assert.Single(beside.Findings).Code, beside.Findings[0].Severity));
    }

    [Fact]
    public async Task A_resolver_that_invents_addresses_gives_itself_away()
    {
        // All names lead to one address inside, as a captive portal does.
        await using var portal = await UnboundServer.StartAsync("""
              local-zone: "." redirect
              local-data: ". 60 IN A 10.0.0.1"
              local-zone: "invalid." redirect
              local-data: "invalid. 60 IN A 10.0.0.1"
            """);
        var result = await ProbeAsync(new() { Name = Name, Resolvers = [portal.Address] });
        Assert.Equal(ProbeState.Degraded, result.State);
        Assert.Contains("内部或保留地址 10.0.0.1", result.Message, StringComparison.Ordinal);
        Assert.Contains(result.Findings, f => f.Code == DnsProbe.Invents);
        Assert.Equal(ProbeState.Up, (await ProbeAsync(new() { Name = Name, Resolvers = [portal.Address], AllowPrivate = true })).State);
    }

    [Fact]
    public async Task Without_an_expectation_a_change_of_all_records_is_told_once()
    {
        await using var moved = await UnboundServer.StartAsync("""
              local-zone: "example.edu.cn." static
              local-data: "zy.example.edu.cn. 60 IN A 66.77.88.99"
            """);
        var answers = new[] { _sound.Address, _sound.Address, moved.Address, moved.Address };
        var relay = new DnsRelay();
        await using (relay)
        {
            var probe = new DnsProbe(Filing, new() { Name = Name, Resolvers = [relay.Address] }, TimeProvider.System);
            var states = new List<ProbeState>();
            foreach (var to in answers)
            {
                relay.To = IPEndPoint.Parse(to);
                states.Add((await probe.ProbeAsync(default)).State);
            }

            Assert.Equal([ProbeState.Up, ProbeState.Up, ProbeState.Degraded, ProbeState.Up], states);
        }
    }

    [Fact]
    public void A_resolver_by_name_and_an_address_that_is_none_are_refused()
    {
        var wrong = new DnsProbeOptions { Name = Name, Resolvers = ["dns.example.cn"], Expect = ["zy"] };
        Assert.Equal(["resolvers: 'dns.example.cn' is not an address or address:port", "expect: 'zy' is not an address, as type a has"], wrong.Validate(new(wrong)).Select(v => v.ErrorMessage));
    }

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(UnboundServer.Missing is null, UnboundServer.Missing ?? "");
        _sound = await UnboundServer.StartAsync("""
              local-zone: "example.edu.cn." static
              local-data: "example.edu.cn. 60 IN NS ns1.example.edu.cn."
              local-data: 'example.edu.cn. 60 IN TXT "v=spf1 -all"'
              local-data: "zy.example.edu.cn. 60 IN A 11.22.33.44"
              local-data: "zy.example.edu.cn. 60 IN A 11.22.33.45"
              local-data: "zy.example.edu.cn. 60 IN AAAA 2400::1"
              local-data: "www.example.edu.cn. 60 IN CNAME zy.example.edu.cn."
              local-data: "mail.example.edu.cn. 60 IN MX 10 mx1.example.edu.cn."
            """);
    }

    public async ValueTask DisposeAsync()
    {
        if (_sound is not null) await _sound.DisposeAsync();
    }

    private static readonly TargetDefinition Filing = new() { Id = "filing", Name = "志愿填报系统" };

    private static Task<ProbeResult> ProbeAsync(DnsProbeOptions options) => new DnsProbe(Filing, options, TimeProvider.System).ProbeAsync(TestContext.Current.CancellationToken);
}
