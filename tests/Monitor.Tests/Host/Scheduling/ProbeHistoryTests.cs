using Monitor.Core.Probes;
using Monitor.Host.Scheduling;
using Monitor.Tests.Contracts;
using Monitor.Tests.Storage;
using Xunit;

namespace Monitor.Tests.Host.Scheduling;

public sealed class ProbeHistoryTests
{
    private static readonly TargetDefinition Target = new() { Id = "t", Name = "t", Kind = "http" };

    [Fact]
    public async Task A_restart_remembers_the_same_curve_as_the_run_before_it_and_forgets_what_is_old()
    {
        await using var file = new TempDatabase();
        var (running, now) = (new PostWindow(file.Archive), Some.T0.AddHours(8));
        for (var i = 0; i < 480; i++)
        {
            var result = Some.Probe("t", Some.T0.AddMinutes(i), i % 7 == 0 ? ProbeState.Down : i % 11 == 0 ? ProbeState.Unknown : ProbeState.Up);
            await file.Archive.SaveProbeAsync(result, default);
            running.Add(result);
            // Heard again from elsewhere it is counted once.
            running.Add(result);
        }

        var restarted = new PostWindow(file.Archive);
        await restarted.WarmAsync([], [Target], now, default);
        var (a, b) = ((await running.LookAsync(now, default)).ProbeCurve["t"], (await restarted.LookAsync(now, default)).ProbeCurve["t"]);
        Assert.Equal(a.Where(x => x.At >= now.AddHours(-6)), b.Where(x => x.At >= now.AddHours(-6)));
        Assert.True(a[0].At >= now.AddHours(-6.2));
    }

    [Fact]
    public async Task The_same_hour_of_earlier_days_is_at_hand()
    {
        await using var file = new TempDatabase();
        for (var day = 0; day < 40; day++) await file.Archive.SaveProbesAsync([Some.Probe("t", Some.T0.AddDays(day)), Some.Probe("t", Some.T0.AddDays(day).AddHours(1))], default);
        var hours = (await new PostWindow(file.Archive).LookAsync(Some.T0.AddDays(40).AddMinutes(30), default)).ProbeHours["t"];
        Assert.Equal(28, hours.Count);
        Assert.All(hours, h => Assert.Equal((Some.T0.UtcDateTime.Hour, 1, 12.0), (h.At.UtcDateTime.Hour, h.Up, h.Latency.MaxMs)));
    }

    [Fact]
    public async Task Vantage_points_of_one_moment_are_both_seen()
    {
        await using var file = new TempDatabase();
        var window = new PostWindow(file.Archive);
        foreach (var vantage in new[] { null, "edge", "edge" }) window.Add(Some.Probe("t", Some.T0) with { Vantage = vantage });
        for (var i = 1; i < 300; i++) window.Add(Some.Probe("t", Some.T0.AddSeconds(i)));
        var seen = (await window.LookAsync(Some.T0.AddHours(1), default)).Probes["t"];
        Assert.Equal((200, 1), (seen.Count(r => r.Vantage is null), seen.Count(r => r.Vantage == "edge")));
    }
}
