using System.Diagnostics;
using System.Globalization;

namespace Monitor.Bench.Probing;

/// <summary>
/// The service in a process of its own checks many targets every ten seconds: how late each check began, what of a core and of memory it takes, and
/// whether each result was stored. Moments are those nginx noted. Run from the checkout's root, the service built.
/// </summary>
internal static class ScaleMeasure
{
    public static async Task<int> RunAsync(string[] options)
    {
        var (minutes, count, every) = (Arguments.Number(options, "--minutes", 5), (int)Arguments.Number(options, "--targets", 5000), Arguments.Number(options, "--every", 10));
        var hung = (int)Arguments.Number(options, "--hung", 0);
        var home = Directory.CreateTempSubdirectory("bench-targets");
        using var site = await NginxSite.StartAsync(note: true);
        using var silent = new SilentSite();
        Furnish(home, site.Plain, count, every);
        FurnishHung(home, silent.Port, hung, every);
        using var service = Start(home);
        var trouble = service.StandardError.ReadToEndAsync();
        try
        {
            var (warm, last, cpu, memory) = (TimeSpan.FromMinutes(1), (At: Stopwatch.GetTimestamp(), Cpu: 0.0), new List<double>(), new List<double>());
            var start = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(start) is var passed && passed < TimeSpan.FromMinutes(minutes) + warm)
            {
                await Task.Delay(TimeSpan.FromSeconds(10), TimeProvider.System);
                if (service.HasExited) throw new InvalidOperationException("the service ended: " + await trouble);
                var now = (At: Stopwatch.GetTimestamp(), Cpu: ProcessTime.Of(service.Id));
                if (passed > warm)
                {
                    cpu.Add((now.Cpu - last.Cpu) / Stopwatch.GetElapsedTime(last.At, now.At).TotalSeconds);
                    memory.Add(ProcessTime.Resident(service.Id));
                }

                last = now;
            }

            await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System); // nginx writes its log once a second
            return Tell(site.Seen, count, every, warm, cpu, memory);
        }
        finally
        {
            service.Kill();
            await service.WaitForExitAsync();
            home.Delete(recursive: true);
        }
    }

    private static int Tell(string seen, int count, double every, TimeSpan warm, List<double> cpu, List<double> memory)
    {
        var asked = File.ReadLines(seen).Select(l => l.Split(' ')).Where(p => p.Length == 2 && p[1].StartsWith("/t", StringComparison.Ordinal))
            .Select(p => (At: double.Parse(p[0], CultureInfo.InvariantCulture), Target: p[1])).ToList();
        var from = asked.Min(a => a.At) + warm.TotalSeconds;
        var (late, missed) = (new List<double>(), 0);
        foreach (var target in asked.Where(a => a.At >= from).GroupBy(a => a.Target))
        {
            // The grid of a target is fixed: how late a check was is seen against its own most punctual one.
            var moments = target.Select(a => a.At).Order().ToList();
            var turns = moments.Select(m => (Turn: (int)Math.Round((m - moments[0]) / every), At: m)).ToList();
            var grid = turns.Min(t => t.At - (every * t.Turn));
            late.AddRange(turns.Select(t => t.At - (every * t.Turn) - grid));
            missed += turns[^1].Turn + 1 - turns.Select(t => t.Turn).Distinct().Count();
        }

        late.Sort();
        cpu.Sort();
        var busiest = asked.Where(a => a.At >= from).GroupBy(a => (long)a.At).Select(g => g.Count()).Order().ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{asked.Select(a => a.Target).Distinct().Count()} of {count} targets, {late.Count} checks, {missed} turns missed; begun late: median {late[late.Count / 2]:0.000} s, p99 {late[(int)(late.Count * 0.99)]:0.000} s, latest {late[^1]:0.000} s; a second: median {busiest[busiest.Count / 2]}, busiest {busiest[^1]}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  of a core: median {cpu[cpu.Count / 2]:0.0%}, highest {cpu[^1]:0.0%}; resident: median {memory.Order().ElementAt(memory.Count / 2):0} MB, highest {memory.Max():0} MB"));
        return missed == 0 && late[(int)(late.Count * 0.99)] < 1 ? 0 : 1;
    }

    private static void Furnish(DirectoryInfo home, int port, int count, double every)
    {
        var config = home.CreateSubdirectory("config");
        File.WriteAllText(Path.Combine(config.FullName, "monitor.yaml"), "board: { urls: ['http://127.0.0.1:0'] }\n");
        var targets = config.CreateSubdirectory("targets").FullName;
        for (var i = 0; i < count; i++)
            File.WriteAllText(Path.Combine(targets, $"t{i}.yaml"), string.Create(CultureInfo.InvariantCulture,
                $"id: t{i}\nname: 目标 {i}\nkind: http\ninterval: {every}s\noptions: {{ url: 'http://127.0.0.1:{port}/t{i}', expectText: [志愿填报] }}\n"));
    }

    /// <summary>Targets that take the connection and never answer: each check of them waits for its whole limit.</summary>
    private static void FurnishHung(DirectoryInfo home, int port, int count, double every)
    {
        for (var i = 0; i < count; i++)
            File.WriteAllText(Path.Combine(home.FullName, "config", "targets", $"h{i}.yaml"), string.Create(CultureInfo.InvariantCulture,
                $"id: h{i}\nname: 停住的目标 {i}\nkind: http\ninterval: {every}s\noptions: {{ url: 'http://127.1.{i / 250}.{(i % 250) + 1}:{port}/', timeout: 9s }}\n"));
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
