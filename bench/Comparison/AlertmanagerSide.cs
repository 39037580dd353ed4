using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Monitor.Alerts.Decide;
using Monitor.Core.Signals;

namespace Monitor.Bench.Comparison;

/// <summary>
/// Debian's prometheus-alertmanager with Monitor's waiting times. What fires is posted at every look as Prometheus does, what is over is posted
/// for a quarter of an hour, of what is unknown nothing is posted.
/// </summary>
internal sealed class AlertmanagerSide(Scenario scenario, Pace pace, string hook) : ISide
{
    public const string Program = "/usr/bin/prometheus-alertmanager";
    private static readonly TimeSpan ResolveTimeout = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ResentFor = TimeSpan.FromMinutes(15);

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("alertmanager");
    private readonly HttpClient _http = new() { BaseAddress = new Uri($"http://127.0.0.1:{FreePort()}") };
    private Process? _process;

    public string Name => "Alertmanager";

    public Task PrepareAsync(CancellationToken ct) => StartAsync(ct);

    public async Task StartAsync(CancellationToken ct)
    {
        if (_process is not null) return;
        var config = Path.Combine(_home.FullName, "alertmanager.yml");
        await File.WriteAllTextAsync(config, Config(), ct);
        _process = Process.Start(new ProcessStartInfo(Program,
        [
            "--config.file=" + config, "--storage.path=" + _home.FullName, "--cluster.listen-address=", "--log.level=error",
            "--web.listen-address=" + _http.BaseAddress!.Authority, "--data.maintenance-interval=" + Span(TimeSpan.FromMinutes(15)),
        ])
        { RedirectStandardError = true, RedirectStandardOutput = true })!;
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        while (!await IsReadyAsync(ct)) await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, ct);
    }

    public async Task LookAsync(IReadOnlyList<(Trouble Trouble, SignalState State)> seen, TimeSpan moment, CancellationToken ct)
    {
        var alerts = seen.Where(s => s.State == SignalState.Firing || (s.State == SignalState.Clear && moment - s.Trouble.Since(moment) <= ResentFor))
            .Select(s => Post(s.Trouble, s.State, moment)).ToList();
        if (alerts.Count == 0 || _process is null) return;
        using var answer = await _http.PostAsJsonAsync("/api/v2/alerts", alerts, ct);
        answer.EnsureSuccessStatusCode();
    }

    public async Task KillAsync()
    {
        var process = _process;
        _process = null;
        if (process is null) return;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _http.Dispose();
        _home.Delete(recursive: true);
    }

    private Dictionary<string, object> Post(Trouble trouble, SignalState state, TimeSpan moment)
    {
        var labels = new Dictionary<string, string> { ["alertname"] = trouble.Kind, ["kind"] = trouble.Kind, ["subject"] = trouble.Name };
        if (trouble.DependsOn is { } parent) labels["depends_on"] = parent;
        var turned = trouble.Since(moment);
        var started = state == SignalState.Firing ? turned : trouble.Turns.TakeWhile(t => t.From < turned).Last(t => t.State == SignalState.Firing).From;
        var alert = new Dictionary<string, object> { ["labels"] = labels, ["startsAt"] = pace.Began + pace.Real(started) };
        if (state == SignalState.Clear) alert["endsAt"] = pace.Began + pace.Real(turned);
        return alert;
    }

    private string Config()
    {
        var rules = new AlertingOptions();
        var inhibit = string.Concat(scenario.Troubles.Select(t => t.DependsOn).OfType<string>().Distinct()
            .Select(p => $"  - source_matchers: ['subject=\"{p}\"']\n    target_matchers: ['depends_on=\"{p}\"']\n"));
        return $"""
            global: {"{"} resolve_timeout: {Span(ResolveTimeout)} {"}"}
            route:
              receiver: hook
              group_by: [kind]
              group_wait: {Span(rules.GroupWait)}
              group_interval: {Span(rules.GroupEvery)}
              repeat_interval: {Span(rules.RemindAfter)}
            receivers:
              - name: hook
                webhook_configs: [{"{"} url: '{hook}', send_resolved: true {"}"}]

            """ + (inhibit.Length > 0 ? "inhibit_rules:\n" + inhibit : "");
    }

    private string Span(TimeSpan story) => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, Math.Round(pace.Real(story).TotalMilliseconds))}ms");

    private async Task<bool> IsReadyAsync(CancellationToken ct)
    {
        if (_process!.HasExited) throw new InvalidOperationException($"{Program} ended with {_process.ExitCode} before it was ready");
        try
        {
            using var answer = await _http.GetAsync("/-/ready", ct);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
