using Monitor.Collectors.Probes;
using Monitor.Collectors.Probes.Http;
using Monitor.Collectors.Probes.Journey;
using Monitor.Collectors.Probes.Tls;
using Monitor.Core.Probes;
using Xunit;

namespace Monitor.Tests.Collectors.Probes;

/// <summary>Checks a target once, as the catalog's probes do.</summary>
internal static class Targets
{
    private static readonly TargetDefinition Target = new() { Id = "filing", Name = "志愿填报系统" };

    public static Task<ProbeResult> ProbeAsync(HttpProbeOptions options, TimeProvider? time = null, CancellationToken ct = default) =>
        new HttpProbe(Target, options, time ?? TimeProvider.System).ProbeAsync(ct);

    public static Task<ProbeResult> ProbeAsync(TlsProbeOptions options, TimeProvider? time = null) =>
        new TlsProbe(Target, options, time ?? TimeProvider.System).ProbeAsync(CancellationToken.None);

    public static Task<ProbeResult> ProbeAsync(JourneyProbeOptions options, TimeProvider? time = null, ProbeTrace? trace = null) =>
        new JourneyProbe(Target, options, time ?? TimeProvider.System, trace).ProbeAsync(CancellationToken.None);

    public static void AssertDown(ProbeResult result, string phase, string said)
    {
        Assert.Equal((ProbeState.Down, phase), (result.State, result.FailedPhase));
        Assert.Contains(said, result.Message, StringComparison.Ordinal);
        AssertSane(result);
    }

    /// <summary>Phases never overlap, so they can never add up to more than the whole.</summary>
    public static void AssertSane(ProbeResult result)
    {
        var t = result.Timings;
        Assert.NotNull(t);
        double[] phases = [t.Dns ?? 0, t.Connect ?? 0, t.Tls ?? 0, t.FirstByte ?? 0, t.Body ?? 0];
        Assert.All(phases, p => Assert.True(p >= 0, t.ToString()));
        Assert.True(phases.Sum() <= t.Total, t.ToString());
    }
}
