using Monitor.Core.Probes;
using Xunit;

namespace Monitor.Tests.Contracts;

public abstract partial class ArchiveContract
{
    private static readonly TimeSpan Five = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task The_probes_curve_counts_states_and_times_what_served()
    {
        await Archive.SaveProbesAsync(
            [
                Timed("t", 0, ProbeState.Up, 10), Timed("t", 1, ProbeState.Up, 100), Timed("t", 2, ProbeState.Degraded, 1000), Timed("t", 3, ProbeState.Down, 30_000),
                Timed("t", 4, ProbeState.Unknown, 5), Timed("t", 5, ProbeState.Up, 0.4), Timed("other", 0, ProbeState.Down, 7),
            ], default);
        var curve = await Archive.ProbeCurveAsync("t", Some.T0, Some.T0.AddHours(1), Five, default);
        Assert.Equal([(Some.T0, 2, 1, 1, 1), (Some.T0.AddMinutes(5), 1, 0, 0, 0)], curve.Select(b => (b.At, b.Up, b.Degraded, b.Down, b.Unknown)));
        Assert.Equal((3, 1110, 1000), (curve[0].Latency.Count, curve[0].Latency.SumMs, curve[0].Latency.MaxMs));
        Assert.InRange(curve[0].Latency.Quantile(0.5)!.Value, 84, 119);
        Assert.Equal(0.4, curve[1].Latency.SumMs, 6);
    }

    [Fact]
    public async Task A_wider_bucket_is_the_sum_of_its_parts_and_all_targets_come_in_order()
    {
        await Archive.SaveProbesAsync([.. Enumerable.Range(0, 60).Select(i => Timed(i % 2 == 0 ? "b" : "a", i, i % 10 == 0 ? ProbeState.Down : ProbeState.Up, i + 1))], default);
        var hours = await Archive.ProbeCurveAsync(null, Some.T0.AddMinutes(30), Some.T0.AddHours(1), TimeSpan.FromHours(1), default);
        Assert.Equal([("a", Some.T0, 30, 0), ("b", Some.T0, 24, 6)], hours.Select(h => (h.TargetId, h.At, h.Up, h.Down)));
        Assert.Equal((30, Enumerable.Range(0, 30).Sum(i => (2 * i) + 2.0), 60), (hours[0].Latency.Count, hours[0].Latency.SumMs, hours[0].Latency.MaxMs));
        var parts = await Archive.ProbeCurveAsync("a", Some.T0, Some.T0.AddHours(1), Five, default);
        Assert.Equal(12, parts.Count);
        Assert.Equal(Latencies.Read(hours[0].Latency.Places), Latencies.Read(string.Join(' ', parts.Select(p => p.Latency.Places))));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Archive.ProbeCurveAsync("a", Some.T0, Some.T0.AddHours(1), TimeSpan.FromMinutes(7), default));
        Assert.Empty(await Archive.ProbeCurveAsync(null, Some.T0.AddHours(1), Some.T0.AddHours(2), Five, default));
    }

    [Fact]
    public async Task A_result_stored_again_is_counted_once_as_what_it_says_last()
    {
        await Archive.SaveProbeAsync(Timed("t", 0, ProbeState.Up, 50), default);
        await Archive.SaveProbeAsync(Timed("t", 0, ProbeState.Up, 50), default);
        await Archive.SaveProbeAsync(Timed("t", 0, ProbeState.Down, 50), default);
        await Archive.SaveProbesAsync([Timed("t", 1, ProbeState.Up, 9), Timed("t", 1, ProbeState.Up, 20)], default);
        var bucket = Assert.Single(await Archive.ProbeCurveAsync("t", Some.T0, Some.T0.AddHours(1), Five, default));
        Assert.Equal((1, 0, 1, 0), (bucket.Up, bucket.Degraded, bucket.Down, bucket.Unknown));
        Assert.Equal((1, 20.0), (bucket.Latency.Count, bucket.Latency.SumMs));
        Assert.Equal($"{Latencies.PlaceOf(20)}:1", bucket.Latency.Places);
    }

    [Fact]
    public async Task Vantage_points_that_look_in_the_same_moment_are_all_kept()
    {
        await Archive.SaveProbesAsync([Timed("t", 0, ProbeState.Up, 5), Timed("t", 0, ProbeState.Down, 5) with { Vantage = "edge" }, Timed("t", 0, ProbeState.Up, 6) with { Vantage = "far|away" }], default);
        Assert.Equal([null, "edge", "far|away"], (await Archive.ProbesAsync("t", Some.T0, 9, default)).Select(r => r.Vantage).Order());
        var bucket = Assert.Single(await Archive.ProbeCurveAsync("t", Some.T0, Some.T0.AddHours(1), Five, default));
        Assert.Equal((2, 1), (bucket.Up, bucket.Down));
    }

    [Fact]
    public async Task The_curve_outlives_the_results_and_goes_when_its_own_time_is_over()
    {
        await Archive.SaveProbesAsync([Timed("t", 0, ProbeState.Up, 5), Timed("t", 60, ProbeState.Up, 5)], default);
        await Archive.PruneAsync(Some.T0, Some.T0.AddDays(1), default);
        Assert.Empty(await Archive.ProbesAsync("t", Some.T0, 9, default));
        Assert.Equal(2, (await Archive.ProbeCurveAsync("t", Some.T0, Some.T0.AddDays(1), Five, default)).Count);
        Assert.Equal(1, await Archive.PruneProbeCurveAsync(Some.T0.AddMinutes(30), default));
        Assert.Equal(Some.T0.AddHours(1), Assert.Single(await Archive.ProbeCurveAsync(null, Some.T0, Some.T0.AddDays(1), Five, default)).At);
    }

    [Fact]
    public async Task Writers_at_once_lose_no_count()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async writer =>
        {
            for (var i = 0; i < 20; i++)
                await Archive.SaveProbesAsync([.. new[] { "a", "b", "c" }.Select(t => Timed(t, 0, ProbeState.Up, 5) with { At = Some.T0.AddMilliseconds(i), Vantage = $"v{writer}" })], default);
        }));
        Assert.Equal([160, 160, 160], (await Archive.ProbeCurveAsync(null, Some.T0, Some.T0.AddHours(1), Five, default)).Select(b => b.Up));
    }

    private static ProbeResult Timed(string target, double minutes, ProbeState state, double ms) =>
        Some.Probe(target, Some.T0.AddMinutes(minutes), state) with { Timings = new PhaseTimings(null, null, null, null, null, ms) };
}
