using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Alerts;
using Monitor.Alerts.Decide;
using Monitor.Alerts.Outbox;
using Monitor.Alerts.Rate;
using Monitor.Alerts.Templates;
using Monitor.Alerts.Webhook;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Signals;
using Monitor.Host.Replay.Playing;
using Monitor.Storage.Sqlite;

namespace Monitor.Bench.Alerts;

/// <summary>Ten thousand signals of five kinds through alert book, ledger on disk, outbox and a real webhook, under a clock that does not wait.</summary>
internal static class StormMeasure
{
    private const int Signals = 10_000;
    private static readonly string[] Kinds = ["outage", "burst", "rumour-story", "certificate", "new-offer"];
    private static readonly DateTimeOffset Start = new(2027, 6, 23, 8, 0, 0, TimeSpan.FromHours(8));

    public static async Task<int> BothAsync()
    {
        await RunAsync(40);
        await RunAsync(1);
        return 0;
    }

    /// <param name="looks">Over how many looks, half a minute apart, the storm comes up.</param>
    private static async Task RunAsync(int looks)
    {
        await using var hooks = await Hooks.StartAsync();
        var home = Directory.CreateTempSubdirectory("bench-storm");
        var (before, clock) = (Memory(), Stopwatch.StartNew());
        var longest = TimeSpan.Zero;
        await using (var store = await SqliteStore.OpenAsync(home.FullName, TimeProvider.System, NullLoggerFactory.Instance, default))
        {
            var time = new VirtualClock(Start);
            using var http = new HttpClient();
            var channel = new ChannelDefinition { Id = "duty", Kind = "webhook" };
            var notifiers = new Dictionary<string, INotifier> { ["duty"] = new WebhookNotifier(new WebhookOptions { Url = hooks.Url("duty") }, http, TimeProvider.System) };
            await using var pump = new OutboxPump(store.Ledger, notifiers, TimeProvider.System, new Random(7), NullLogger<OutboxPump>.Instance);
            var book = new AlertBook(new AlertBookOptions(), [channel], new NoticeWriter(new NoticeWriterOptions()).Voice);
            async Task LookAsync(double seconds, IEnumerable<Signal> signals)
            {
                var (now, look) = (Start.AddSeconds(seconds), Stopwatch.StartNew());
                await store.Ledger.CommitAsync(book.Decide(await store.Ledger.OpenAlertsAsync(default), [.. signals], await store.Ledger.StandingAsync(now, default), now), default);
                if (look.Elapsed > longest) longest = look.Elapsed;
                await pump.PumpAsync(default);
                await pump.IdleAsync();
            }

            var each = Signals / looks;
            for (var i = 0; i < looks; i++) await LookAsync(i * 30, Enumerable.Range(i * each, each).Select(n => Of(n, SignalState.Firing)));
            var top = looks * 30 + 300;
            await LookAsync(top, Enumerable.Range(0, Signals).Select(n => Of(n, SignalState.Clear)));
            for (var i = 1; i <= 40; i++) await LookAsync(top + (i * 60), []);
            clock.Stop();

            var decisions = await store.Ledger.DecisionsAsync(null, 1_000_000, default);
            var alerts = await store.Ledger.AlertsAsync(DateTimeOffset.MinValue, 1_000_000, default);
            int Said(DecisionReason reason) => decisions.Where(d => d.Reason == reason).Select(d => d.AlertId).Distinct().Count();
            Quiet.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"storm of {Signals} signals over {looks} looks: {hooks.Arrivals.Count} notices arrived ({hooks.Arrivals.Count(a => a.Kind == "summary")} lists); in the record {alerts.Count} alerts, {Said(DecisionReason.Opened)} openings, {Said(DecisionReason.Resolved)} ends, told {decisions.Where(d => d.Notified).Select(d => d.AlertId).Distinct().Count()}; {clock.Elapsed.TotalSeconds:0.0} s wall for {looks + 41} looks, longest look {longest.TotalSeconds:0.00} s, memory {before:0} -> {Memory():0} MB"));
        }

        home.Delete(recursive: true);
    }

    private static double Memory()
    {
        using var self = Process.GetCurrentProcess();
        return self.WorkingSet64 / 1048576.0;
    }

    private static Signal Of(int i, SignalState state) => new()
    {
        Kind = Kinds[i % Kinds.Length],
        Subject = "s" + i.ToString(CultureInfo.InvariantCulture),
        Team = Team.Security,
        Level = WarningLevel.Yellow,
        At = Start,
        Title = $"第 {i} 个系统无法访问",
        Why = "连续 3 次检测异常（阈值 3 次）。",
        State = state,
    };
}
