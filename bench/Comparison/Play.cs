using Monitor.Core.Signals;

namespace Monitor.Bench.Comparison;

/// <summary>Plays one story to both sides at the same time.</summary>
internal static class Play
{
    /// <summary>Time between two looks of the detectors, in the story.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Down = TimeSpan.FromMinutes(1);

    /// <param name="book">Makes Monitor's side from the data directory, the receiver's address and the pace.</param>
    public static async Task<(Tally Monitor, Tally Alertmanager)> RunAsync(Scenario scenario, double factor, Func<string, string, Pace, ISide> book, CancellationToken ct)
    {
        var home = Directory.CreateTempSubdirectory("comparison");
        await using var hook = await Hook.StartAsync(scenario);
        var pace = hook.Pace = new Pace(factor);
        await using (var alertmanager = new AlertmanagerSide(scenario, pace, hook.Url("Alertmanager")))
        await using (var monitor = book(home.FullName, hook.Url("Monitor"), pace))
        {
            await Task.WhenAll(monitor.PrepareAsync(ct), alertmanager.PrepareAsync(ct));
            pace.Began = TimeProvider.System.GetUtcNow();
            await Task.WhenAll(TellAsync(monitor, scenario, pace, ct), TellAsync(alertmanager, scenario, pace, ct));
        }

        home.Delete(recursive: true);
        return (Of(hook, "Monitor", scenario), Of(hook, "Alertmanager", scenario));
    }

    private static Tally Of(Hook hook, string side, Scenario scenario) =>
        Tally.Of(scenario, hook.Calls.TryGetValue(side, out var calls) ? [.. calls.Where(c => c.Moment <= scenario.Length)] : [], Look);

    private static async Task TellAsync(ISide side, Scenario scenario, Pace pace, CancellationToken ct)
    {
        await side.StartAsync(ct);
        var (killed, down) = (false, false);
        for (var moment = TimeSpan.Zero; moment <= scenario.Length; moment = Next(moment, pace))
        {
            await pace.UntilAsync(moment, ct);
            if (!killed && moment >= scenario.KilledAt)
            {
                await side.KillAsync();
                (killed, down) = (true, true);
            }

            if (down && moment >= scenario.KilledAt + Down)
            {
                await side.StartAsync(ct);
                down = false;
            }

            if (down) continue;
            var seen = scenario.Troubles.Select(t => (Trouble: t, State: t.At(moment))).Where(s => s.State is not null).Select(s => (s.Trouble, s.State!.Value)).ToList();
            await side.LookAsync(seen, moment, ct);
        }
    }

    /// <summary>A side that is slow at a look misses the next ones, as a judge whose turn is not over does.</summary>
    private static TimeSpan Next(TimeSpan moment, Pace pace)
    {
        var next = moment + Look;
        return pace.Now <= next ? next : Look * Math.Ceiling(pace.Now / Look);
    }
}
