using System.Globalization;

namespace Monitor.Bench.Comparison;

/// <summary>Both sides through all stories, thirty times faster than written; one table.</summary>
internal static class AlertmanagerMeasure
{
    private const double Factor = 30;

    public static async Task<int> RunAsync()
    {
        if (!File.Exists(AlertmanagerSide.Program))
        {
            Console.WriteLine($"skipped: {AlertmanagerSide.Program} is not installed (Debian: apt-get install prometheus-alertmanager)");
            return 0;
        }

        // The small stories hardly use the machine and are told side by side, the storm by itself.
        var small = await Task.WhenAll(Scenarios.Short.Select(PlayAsync));
        var storm = await PlayAsync(Scenarios.Storm);
        Console.WriteLine("| story | messages (calls) | first, min | last end, min | named | only counted | false ends | lost beginnings | lost ends | ends of the untold | repeats | told under a cause |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var (scenario, monitor, other) in small.Append(storm)) Console.WriteLine(Row(scenario, monitor, other));
        Console.WriteLine("Each cell: Monitor / Alertmanager.");
        return 0;
    }

    private static async Task<(Scenario Scenario, Tally Monitor, Tally Other)> PlayAsync(Scenario scenario)
    {
        var (monitor, other) = await Play.RunAsync(scenario, Factor, (directory, hook, pace) => new BookProcess(scenario, directory, hook, pace), default);
        return (scenario, monitor, other);
    }

    private static string Row(Scenario scenario, Tally m, Tally a)
    {
        static string Number(double? minutes) => minutes?.ToString("0.0", CultureInfo.InvariantCulture) ?? "never";
        static string Count(Tally t) => t.Calls == t.Shown ? $"{t.Shown}" : $"{t.Shown} ({t.Calls})";
        return $"| {scenario.Name} | {Count(m)} / {Count(a)} | {Number(m.First)} / {Number(a.First)} | {Number(m.End)} / {Number(a.End)} | {m.Named} / {a.Named} | {m.OnlyCounted} / {a.OnlyCounted} | {m.FalseEnds} / {a.FalseEnds} | "
            + $"{m.LostBeginnings} / {a.LostBeginnings} | {m.LostEnds} / {a.LostEnds} | {m.UntoldEnds} / {a.UntoldEnds} | {m.Repeats} / {a.Repeats} | {m.Children} / {a.Children} |";
    }
}
