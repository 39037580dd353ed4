using System.Diagnostics;
using System.Net;

namespace Monitor.Bench;

/// <summary>The service as its operator starts it: time to the first page, memory through a whole demo day. Run from the checkout's root.</summary>
internal static class ServiceMeasures
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>`./run demo`, already built: from the command to the first answered page.</summary>
    public static async Task<int> StartAsync()
    {
        using (var built = Run("--help")) await built.WaitForExitAsync();
        var times = new List<double>();
        for (var round = 0; round < 5; round++)
        {
            using var limit = new CancellationTokenSource(Limit);
            var directory = Directory.CreateTempSubdirectory("bench").FullName;
            var clock = Stopwatch.StartNew();
            using var demo = Run("demo", "--directory", directory, "--port", "0", "--fresh");
            await FirstPageAsync(demo, limit.Token);
            times.Add(clock.Elapsed.TotalSeconds);
            await StopAsync(demo, directory);
        }

        times.Sort();
        Console.WriteLine($"start, command to first page: median {times[2]:0.00} s (min {times[0]:0.00}, max {times[^1]:0.00}, {times.Count} rounds)");
        return 0;
    }

    /// <summary>Resident memory, once a second, while the demo's day runs at speed 60.</summary>
    public static async Task<int> MemoryAsync()
    {
        var directory = Directory.CreateTempSubdirectory("bench").FullName;
        using var demo = Run("demo", "--directory", directory, "--port", "0", "--fresh", "--once", "--speed", "60");
        _ = demo.StandardOutput.ReadToEndAsync();
        var sizes = new List<double>();
        using var every = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (!demo.HasExited && await every.WaitForNextTickAsync())
        {
            demo.Refresh();
            if (!demo.HasExited) sizes.Add(demo.WorkingSet64 / 1048576.0);
        }

        Directory.Delete(directory, recursive: true);
        var late = sizes.TakeLast(30).Order().ToList();
        Console.WriteLine($"memory of the demo's day: median of the last {late.Count} s {late[late.Count / 2]:0} MB, highest {sizes.Max():0} MB, {sizes.Count} samples");
        return 0;
    }

    private static async Task FirstPageAsync(Process demo, CancellationToken ct)
    {
        while (await demo.StandardOutput.ReadLineAsync(ct) is { } line)
        {
            if (!line.Contains("看板", StringComparison.Ordinal)) continue;
            using var http = new HttpClient();
            using var answer = await http.GetAsync(line.Split(' ')[1] + "/signin", ct);
            if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"the board answered {answer.StatusCode}");
            return;
        }

        throw new InvalidOperationException("the demo ended without naming its board");
    }

    private static async Task StopAsync(Process demo, string directory)
    {
        demo.Kill();
        await demo.WaitForExitAsync();
        Directory.Delete(directory, recursive: true);
    }

    private static Process Run(params string[] arguments) =>
        Process.Start(new ProcessStartInfo("./run", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })
        ?? throw new InvalidOperationException("./run could not be started; run this from the checkout's root");
}
