using System.Diagnostics;
using System.Globalization;
using System.Net.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Collectors;
using Monitor.Collectors.Probes;
using Monitor.Collectors.Probes.Http;
using Monitor.Core.Probes;

namespace Monitor.Bench.Probing;

/// <summary>
/// Checks for each second of processor time beside prometheus-blackbox-exporter (Debian), on the same machine and target, in turns within one run.
/// Each side is a process of its own; its time is what the kernel counts for it. Every check opens a new connection and shakes hands in full.
/// </summary>
internal static class BlackboxMeasure
{
    private const int Rounds = 5;
    private const int Lanes = 16;

    public static async Task<int> RunAsync(string[] options)
    {
        var checks = (int)Arguments.Number(options, "--checks", 3000);
        using var site = await NginxSite.StartAsync();
        using var exporter = await Exporter.StartAsync(site.CaFile);
        foreach (var (name, url, floor) in new[] { ("http", $"http://127.0.0.1:{site.Plain}/", 3.0), ("new TLS connection", $"https://localhost:{site.Tls}/", 1.0) })
        {
            using var worker = Worker.Start(url, site.CaFile);
            await worker.RunAsync(checks, Lanes); // warm
            await exporter.RunAsync(url, checks, Lanes);
            List<double> ours = [], theirs = [];
            for (var round = 0; round < Rounds; round++)
            {
                ours.Add(checks / await worker.RunAsync(checks, Lanes));
                theirs.Add(checks / await exporter.RunAsync(url, checks, Lanes));
            }

            var ratios = ours.Zip(theirs, (a, b) => a / b).Order().ToList();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name}: {Middle(ours):0} checks per CPU second, blackbox exporter {Middle(theirs):0}; ratio {Middle(ratios):0.00} (of {floor:0}; {ratios[0]:0.00}-{ratios[^1]:0.00}); resident {worker.Resident} MB, exporter {exporter.Resident} MB"));
        }

        return 0;
    }

    /// <summary>The process that checks: reads "checks lanes" lines, answers each with the processor time it took.</summary>
    public static async Task<int> WorkAsync(string url, string caFile)
    {
        var options = new HttpProbeOptions { Url = url, ExpectText = ["志愿填报"], CaFile = url.StartsWith("https", StringComparison.Ordinal) ? caFile : null };
        var target = new TargetDefinition { Id = "bench", Name = "bench", Kind = "http", Options = options };
        var probe = ProbeCatalog.Kinds.First(k => k.Name == "http").Create(target, new ProbeServices(TimeProvider.System, NullLoggerFactory.Instance, new ForgetfulMemory()));
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var parts = line.Split(' ');
            var (checks, lanes) = (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
            var before = ProcessTime.Of(Environment.ProcessId);
            await Parallel.ForAsync(0, checks, new ParallelOptions { MaxDegreeOfParallelism = lanes }, async (_, ct) =>
            {
                var result = await probe.ProbeAsync(ct);
                if (result.State != ProbeState.Up) throw new InvalidOperationException($"the probe says {result.State}: {result.Message}");
            });
            Console.WriteLine((ProcessTime.Of(Environment.ProcessId) - before).ToString("R", CultureInfo.InvariantCulture));
        }

        return 0;
    }

    private static double Middle(List<double> values) => values.Order().ElementAt(values.Count / 2);
}

/// <summary>Our side in a process of its own.</summary>
internal sealed class Worker : IDisposable
{
    public const string Command = "probe-worker";

    private readonly Process _process;

    private Worker(Process process) => _process = process;

    public long Resident => ProcessTime.Resident(_process.Id);

    public static Worker Start(string url, string caFile) => new(Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [Command, url, caFile]) { RedirectStandardInput = true, RedirectStandardOutput = true })!);

    public async Task<double> RunAsync(int checks, int lanes)
    {
        await _process.StandardInput.WriteLineAsync($"{checks} {lanes}");
        var answer = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the probing process ended");
        return double.Parse(answer, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}

/// <summary>Debian's prometheus-blackbox-exporter, asked as Prometheus asks it.</summary>
internal sealed class Exporter : IDisposable
{
    private readonly Process _process;
    private readonly string _folder;
    private readonly int _port;
    private readonly HttpClient _asker = new(new SocketsHttpHandler { MaxConnectionsPerServer = 64 });

    private Exporter(Process process, string folder, int port) => (_process, _folder, _port) = (process, folder, port);

    public long Resident => ProcessTime.Resident(_process.Id);

    public static async Task<Exporter> StartAsync(string caFile)
    {
        var (folder, port) = (Directory.CreateTempSubdirectory("bench-blackbox").FullName, Ports.Free());
        var config = Path.Combine(folder, "blackbox.yml");
        await File.WriteAllTextAsync(config, $$"""
            modules:
              page:
                prober: http
                timeout: 10s
                http:
                  preferred_ip_protocol: ip4
                  fail_if_body_not_matches_regexp: ["志愿填报"]
                  tls_config: { ca_file: {{caFile}} }
            """);
        var process = Process.Start(new ProcessStartInfo("/usr/bin/prometheus-blackbox-exporter", [$"--config.file={config}", $"--web.listen-address=127.0.0.1:{port}", "--log.level=error"]))!;
        await Ports.ReadyAsync(port);
        return new(process, folder, port);
    }

    public async Task<double> RunAsync(string url, int checks, int lanes)
    {
        var before = ProcessTime.Of(_process.Id);
        var address = new Uri($"http://127.0.0.1:{_port}/probe?module=page&target={Uri.EscapeDataString(url)}");
        await Parallel.ForAsync(0, checks, new ParallelOptions { MaxDegreeOfParallelism = lanes }, async (_, ct) =>
        {
            var text = await _asker.GetStringAsync(address, ct);
            if (!text.Contains("probe_success 1", StringComparison.Ordinal)) throw new InvalidOperationException("the exporter says: " + text);
        });
        return ProcessTime.Of(_process.Id) - before;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _asker.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>What the kernel counts for a process (proc(5)).</summary>
internal static class ProcessTime
{
    /// <summary>User and system time in seconds.</summary>
    public static double Of(int pid)
    {
        var stat = File.ReadAllText($"/proc/{pid}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / 100.0;
    }

    /// <summary>Resident set in MB.</summary>
    public static long Resident(int pid) =>
        long.Parse(File.ReadLines($"/proc/{pid}/status").First(l => l.StartsWith("VmRSS", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
}
