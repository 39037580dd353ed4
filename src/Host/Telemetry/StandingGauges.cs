using System.Diagnostics;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Host.Scheduling;
using Monitor.Host.Vantages;
using Monitor.Storage.Elasticsearch;

namespace Monitor.Host.Telemetry;

/// <summary>What stands at this moment: read when somebody asks.</summary>
internal sealed class StandingGauges(ILedger ledger, IServiceProvider services)
{
    public async Task<IReadOnlyList<Family>> ReadAsync(CancellationToken ct)
    {
        var alerts = await ledger.OpenAlertsAsync(ct);
        var channels = await ledger.ChannelsAsync(ct);
        List<Family> all =
        [
            Gauge("monitor_alerts_open", "Alerts not resolved.", Enum.GetValues<Team>().SelectMany(t => Enum.GetValues<WarningLevel>().Select(l =>
                Sample.Of(alerts.Count(a => a.Team == t && a.Level == l), ("team", Low(t)), ("level", Low(l)))))),
            Gauge("monitor_outbox_waiting", "Notices not delivered yet.", channels.Select(c => Sample.Of(c.Waiting, ("channel", c.Channel)))),
            Gauge("monitor_outbox_dead", "Notices nobody tries any more, those set aside left out.", channels.Select(c => Sample.Of(c.Dead, ("channel", c.Channel)))),
            .. Queues(),
            .. Process(),
        ];
        return all;
    }

    private IEnumerable<Family> Queues()
    {
        List<Sample> waiting = [];
        if (services.GetService<PostWindow>() is { } window) yield return Gauge("monitor_judge_posts_held", "Posts in the judge's memory.", [Sample.Of(window.Held.Posts)]);
        if (services.GetService<ReportQueue>() is { } reports) waiting.Add(Sample.Of(reports.Count, ("queue", "vantage-reports")));
        if (services.GetService<ElasticStore>() is { } elastic) waiting.Add(Sample.Of(elastic.State.Waiting, ("queue", "elasticsearch")));
        yield return Gauge("monitor_queue_length", "What waits to be sent on.", waiting);
        if (services.GetService<Pulse>() is { } pulse) yield return Gauge("monitor_loops_stalled", "Loops overdue, as /healthz tells.", [Sample.Of(pulse.Stalled().Count)]);
    }

    private static IEnumerable<Family> Process()
    {
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        yield return new Family("process_cpu_seconds_total", "counter", "Processor time of this process.", [Sample.Of(self.TotalProcessorTime.TotalSeconds)]);
        yield return Gauge("process_resident_memory_bytes", "Memory in use.", [Sample.Of(self.WorkingSet64)]);
        yield return Gauge("process_start_time_seconds", "When it started, since 1970 UTC.", [Sample.Of(new DateTimeOffset(self.StartTime.ToUniversalTime()).ToUnixTimeMilliseconds() / 1000.0)]);
        yield return Gauge("process_threads", "Threads.", [Sample.Of(self.Threads.Count)]);
        yield return Gauge("dotnet_heap_bytes", "Managed memory.", [Sample.Of(GC.GetTotalMemory(forceFullCollection: false))]);
        yield return new Family("dotnet_collections_total", "counter", "Garbage collections by generation.", [.. Enumerable.Range(0, GC.MaxGeneration + 1).Select(g => Sample.Of(GC.CollectionCount(g), ("generation", g.ToString(System.Globalization.CultureInfo.InvariantCulture))))]);
        yield return Gauge("monitor_info", "Which build it is.", [Sample.Of(1, ("version", FileVersionInfo.GetVersionInfo(typeof(StandingGauges).Assembly.Location).ProductVersion?.Split('+')[0] ?? ""))]);
    }

    private static Family Gauge(string name, string help, IEnumerable<Sample> samples) => new(name, "gauge", help, [.. samples]);

    private static string Low<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
