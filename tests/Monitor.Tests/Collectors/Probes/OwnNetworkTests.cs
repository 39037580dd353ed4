using System.Net;
using System.Net.Sockets;
using Monitor.Collectors.Probes;
using Monitor.Collectors.Probes.Http;
using Monitor.Core.Probes;
using Xunit;

namespace Monitor.Tests.Collectors.Probes;

public sealed class OwnNetworkTests
{
    [Theory]
    [InlineData(SocketError.TryAgain, ProbeState.Unknown)]
    [InlineData(SocketError.NetworkUnreachable, ProbeState.Unknown)]
    [InlineData(SocketError.TooManyOpenSockets, ProbeState.Unknown)]
    [InlineData(SocketError.HostNotFound, ProbeState.Down)]
    [InlineData(SocketError.ConnectionRefused, ProbeState.Down)]
    [InlineData(SocketError.TimedOut, ProbeState.Down)]
    public void Our_own_outage_is_not_theirs(SocketError error, ProbeState state) =>
        Assert.Equal(state, Failure.Of(new HttpRequestException("x", new SocketException((int)error)), Phases.Dns, TimeSpan.FromSeconds(10)).State);

    /// <summary>A resolver that answers says "no such name"; one that cannot be reached says nothing about the target.</summary>
    [Fact]
    public async Task A_name_that_does_not_resolve_is_judged_by_what_the_resolver_said()
    {
        var said = await Assert.ThrowsAsync<SocketException>(() => Dns.GetHostAddressesAsync("nonexistent.invalid"));
        var result = await Targets.ProbeAsync(new HttpProbeOptions { Url = "http://nonexistent.invalid/" });
        Assert.Equal(OwnNetwork.IsCause(said.SocketErrorCode) ? ProbeState.Unknown : ProbeState.Down, result.State);
        Assert.Equal("dns", result.FailedPhase);
        Targets.AssertSane(result);
    }
}
