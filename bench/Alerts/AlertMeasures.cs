using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Host;

namespace Monitor.Bench.Alerts;

/// <summary>
/// The running service with shipped rhythm: a thousand guarded systems fail within a minute; probes see it, the judge decides, webhooks are called.
/// Run from the checkout's root.
/// </summary>
internal static class AlertMeasures
{
    private const int Alerts = 1000;
    private static readonly string[] Channels = ["duty-a", "duty-b", "duty-c", "duty-d"];
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Every alert by itself to four channels: how long from the signal until each channel was called.</summary>
    public static async Task<int> SinglyAsync(int rounds)
    {
        Quiet.Begin();
        for (var round = 0; round < rounds; round++)
        {
            await using var hooks = await Hooks.StartAsync();
            await using var sites = await FailingSites.StartAsync(Alerts, Minute, seed: 41 + round);
            await using var service = await StartAsync(sites, hooks, "alerting: { groupSameKind: 10000, groupAny: 10000 }\n");
            await UntilAsync(() => Task.FromResult(sites.Checked.Count == Alerts), TimeSpan.FromMinutes(2));
            sites.Begin();
            await UntilAsync(() => Task.FromResult(hooks.Arrivals.Count(a => a.Kind == "opened") >= Alerts * Channels.Length), TimeSpan.FromMinutes(3));
            var opened = hooks.Arrivals.Where(a => a.Kind == "opened").ToList();
            var alerts = (await Ledger(service).AlertsAsync(DateTimeOffset.MinValue, 100_000, default)).ToDictionary(a => a.Id);
            Write(string.Create(CultureInfo.InvariantCulture, $"alerts singly, round {round + 1}: {alerts.Count} alerts, {opened.Count} notices to {Channels.Length} channels, {hooks.Arrivals.Count - opened.Count} others, {opened.DistinctBy(a => (a.Channel, a.AlertId)).Count()} distinct"));
            Write("  signal to first attempt, each channel " + Times(opened.Select(a => a.At - alerts[a.AlertId!].OpenedAt)));
            Write("  signal to first attempt, any channel  " + Times(opened.GroupBy(a => a.AlertId).Select(g => g.Min(a => a.At) - alerts[g.Key!].OpenedAt)));
            Write("  cause to first attempt, each channel  " + Times(opened.Select(a => a.At - sites.BadSince(Id(alerts[a.AlertId!].Subject)))));
        }

        return 0;
    }

    /// <summary>The same minute with the shipped limits of a storm: first words at once, the rest as lists.</summary>
    public static async Task<int> GroupedAsync()
    {
        Quiet.Begin();
        await using var hooks = await Hooks.StartAsync();
        await using var sites = await FailingSites.StartAsync(Alerts, Minute, seed: 40);
        await using var service = await StartAsync(sites, hooks, "");
        await UntilAsync(() => Task.FromResult(sites.Checked.Count == Alerts), TimeSpan.FromMinutes(2));
        sites.Begin();
        var ledger = Ledger(service);
        await UntilAsync(async () => (await ledger.AlertsAsync(DateTimeOffset.MinValue, 100_000, default)).Count == Alerts
            && (await ledger.StandingAsync(TimeProvider.System.GetUtcNow(), default)).Held.Count == 0, TimeSpan.FromMinutes(8));
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
        var decisions = await ledger.DecisionsAsync(null, 1_000_000, default);
        var (all, lists) = (hooks.Arrivals.ToList(), hooks.Arrivals.Where(a => a.Kind == "summary").ToList());
        Write($"alerts as shipped: {Alerts} alerts, {all.Count} notices to {Channels.Length} channels ({all.Count / Channels.Length} each, of them {lists.Count / Channels.Length} lists); "
            + $"in the record {decisions.Where(d => d.Reason == DecisionReason.Opened).Select(d => d.AlertId).Distinct().Count()} openings, told {decisions.Where(d => d.Notified).Select(d => d.AlertId).Distinct().Count()}");
        Write("  decision to first attempt, singly and lists " + Times(all.Select(a => a.At - a.Made)));
        Write(string.Create(CultureInfo.InvariantCulture, $"  from the first signal: first notice {(all.Min(a => a.At) - decisions.Min(d => d.At)).TotalSeconds:0.00} s, first list {(lists.Min(a => a.At) - decisions.Min(d => d.At)).TotalSeconds:0} s, last list {(lists.Max(a => a.At) - decisions.Min(d => d.At)).TotalSeconds:0} s"));
        return 0;
    }

    /// <summary>Ascending, in seconds.</summary>
    internal static string Times(IEnumerable<TimeSpan> spans)
    {
        var s = spans.Select(t => t.TotalSeconds).Order().ToList();
        double At(double share) => s[Math.Min(s.Count - 1, (int)(s.Count * share))];
        return string.Create(CultureInfo.InvariantCulture, $"p50 {At(.5):0.000} s, p95 {At(.95):0.000} s, p99 {At(.99):0.000} s, max {s[^1]:0.000} s");
    }

    private static ILedger Ledger(Service service) => service.App.Services.GetRequiredService<ILedger>();

    private static int Id(string subject) => int.Parse(subject[1..], CultureInfo.InvariantCulture);

    private static async Task<Service> StartAsync(FailingSites sites, Hooks hooks, string alerting)
    {
        var home = Directory.CreateTempSubdirectory("bench-alerts");
        var config = home.CreateSubdirectory("config");
        var channels = string.Concat(Channels.Select(c => $"  - {{ id: {c}, kind: webhook, dailyCap: {(alerting.Length > 0 ? 0 : 60)}, options: {{ url: '{hooks.Url(c)}' }} }}\n"));
        await File.WriteAllTextAsync(Path.Combine(config.FullName, "monitor.yaml"), $"channels:\n{channels}{alerting}");
        var rules = config.CreateSubdirectory("rules").FullName;
        File.Copy("config/rules/outage.yaml", Path.Combine(rules, "outage.yaml"));
        var targets = config.CreateSubdirectory("targets").FullName;
        for (var i = 0; i < sites.Count; i++)
            await File.WriteAllTextAsync(Path.Combine(targets, $"t{i}.yaml"), $"id: t{i}\nname: 系统 {i}\nkind: http\ninterval: 10s\nconfirm: 1\noptions: {{ url: '{sites.Url(i)}' }}\n");
        var app = await MonitorApp.BuildAsync(new MonitorAppOptions { ConfigDirectory = config.FullName, DataDirectory = Path.Combine(home.FullName, "data"), Urls = ["http://127.0.0.1:0"] }, default);
        await app.StartAsync();
        return new Service(home, app);
    }

    private static async Task UntilAsync(Func<Task<bool>> reached, TimeSpan limit)
    {
        var until = TimeProvider.System.GetUtcNow() + limit;
        while (!await reached() && TimeProvider.System.GetUtcNow() < until) await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
    }

    private static void Write(string line) => Quiet.Out.WriteLine(line);

    private sealed record Service(DirectoryInfo Home, WebApplication App) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await App.StopAsync();
            await App.DisposeAsync();
            Home.Delete(recursive: true);
        }
    }
}
