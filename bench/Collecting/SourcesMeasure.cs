using System.Diagnostics;
using System.Globalization;

namespace Monitor.Bench.Collecting;

/// <summary>
/// The service in a process of its own reads many sources once a minute: what of a core and of memory it takes, and how late each fetch began.
/// Run from the checkout's root, the service built.
/// </summary>
internal static class SourcesMeasure
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    public static async Task<int> RunAsync(string[] options)
    {
        var (minutes, count) = (Arguments.Number(options, "--minutes", 60), (int)Arguments.Number(options, "--sources", 500));
        var home = Directory.CreateTempSubdirectory("bench-sources");
        await using var sites = await FeedSites.StartAsync();
        Furnish(home, sites.Port, count);
        using var service = Start(home);
        var trouble = service.StandardError.ReadToEndAsync();
        try
        {
            var (memory, last) = (new List<double>(), (At: sites.Now, Cpu: TimeSpan.Zero));
            var (warm, load) = (TimeSpan.FromMinutes(2), new List<double>());
            for (var minute = 1; minute <= minutes + 2; minute++)
            {
                await Task.Delay(Every, TimeProvider.System);
                service.Refresh();
                if (service.HasExited) throw new InvalidOperationException("the service ended: " + await trouble);
                var now = (At: sites.Now, Cpu: service.TotalProcessorTime);
                if (now.At > warm)
                {
                    load.Add((now.Cpu - last.Cpu) / (now.At - last.At));
                    memory.Add(service.WorkingSet64 / 1048576.0);
                }

                last = now;
            }

            return Tell(sites, count, load, memory);
        }
        finally
        {
            service.Kill();
            await service.WaitForExitAsync();
            home.Delete(recursive: true);
        }
    }

    private static int Tell(FeedSites sites, int count, List<double> load, List<double> memory)
    {
        // The grid of a source is fixed: how late a fetch was is seen against its own most punctual one.
        var (late, missed) = (new List<double>(), 0);
        foreach (var asked in sites.Asked)
        {
            var turns = asked.Select(a => (Turn: (int)Math.Round((a - asked[0]) / Every), At: a)).ToList();
            var grid = turns.Min(t => t.At - (Every * t.Turn));
            late.AddRange(turns.Select(t => (t.At - (Every * t.Turn) - grid).TotalSeconds));
            missed += turns[^1].Turn + 1 - turns.Count;
        }

        late.Sort();
        load.Sort();
        var (first, second) = (Median(memory[..(memory.Count / 2)]), Median(memory[(memory.Count / 2)..]));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{sites.Asked.Count} of {count} sources, {late.Count} fetches, {missed} turns missed; started late: median {late[late.Count / 2]:0.000} s, p99 {late[(int)(late.Count * 0.99)]:0.000} s, latest {late[^1]:0.000} s"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  of a core: median {load[load.Count / 2]:0.0%}, highest minute {load[^1]:0.0%}; resident: median of the first half {first:0} MB, of the second {second:0} MB, highest {memory.Max():0} MB"));
        return sites.Asked.Count == count && missed == 0 && late[^1] <= 5 ? 0 : 1;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Furnish(DirectoryInfo home, int port, int count)
    {
        var config = home.CreateSubdirectory("config");
        var hosts = string.Join(", ", Enumerable.Range(0, count).Select(i => $"'{FeedSites.Host(i)}:{port}'"));
        File.WriteAllText(Path.Combine(config.FullName, "monitor.yaml"), $"fetch: {{ allowPrivate: [{hosts}] }}\nboard: {{ urls: ['http://127.0.0.1:0'] }}\n");
        var sources = config.CreateSubdirectory("sources").FullName;
        for (var i = 0; i < count; i++)
            File.WriteAllText(Path.Combine(sources, $"s{i}.yaml"), string.Create(CultureInfo.InvariantCulture,
                $"id: s{i}\nname: 站点 {i}\nkind: feed\nplatform: p{i % 9}\ninterval: 1m\noptions: {{ url: 'http://{FeedSites.Host(i)}:{port}/feed' }}\n"));
    }

    private static Process Start(DirectoryInfo home)
    {
        var host = Directory.GetFiles("artifacts/bin/Host", "monitor", SearchOption.AllDirectories).First(f => f.Contains("release", StringComparison.Ordinal));
        var start = new ProcessStartInfo(host, ["run", "--config", Path.Combine(home.FullName, "config"), "--data", Path.Combine(home.FullName, "data")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var service = Process.Start(start) ?? throw new InvalidOperationException("the service could not be started; build it, and run this from the checkout's root");
        _ = service.StandardOutput.ReadToEndAsync();
        return service;
    }
}
