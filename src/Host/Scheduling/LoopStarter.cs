using Monitor.Alerts.Outbox;
using Monitor.Host.Configuration;
using Monitor.Host.Models;
using Monitor.Host.Replicas;

namespace Monitor.Host.Scheduling;

/// <summary>Warms memory from the store, then lets the timetable begin; at the end waits for messages under way.</summary>
internal sealed class LoopStarter(
    StoryShelf shelf, FactShelf facts, PostWindow window, BacklogPass backlog, Rejudger rejudger, Timetable timetable, CurrentConfig config, Pulse pulse, OutboxPump pump, CatchUp others, Recollection recollection, IEnumerable<SharedTimetables> shared, Node node, MonitorAppOptions options) : IHostedService
{
    /// <summary>Whoever reads posts or looks at them; on the board people open exercises, which judge as well.</summary>
    private const NodeRole Thinking = NodeRole.Collect | NodeRole.Judge | NodeRole.Board;

    public async Task StartAsync(CancellationToken ct)
    {
        var now = options.Time.GetUtcNow();
        others.Begin(now);
        if (node.Has(NodeRole.Collect)) await shelf.WarmAsync(now, ct);
        if (node.Has(Thinking))
        {
            await facts.WarmAsync(now, ct);
            await window.WarmAsync(config.Current.Sources, config.Current.Targets, now, ct);
            await backlog.LookAsync(ct);
            await rejudger.WindowAsync(ct);
        }

        if (!node.Shared) await recollection.OfDeliveryAsync(ct);
        if (node.Has(NodeRole.Judge)) pulse.Expect("judge", TimeSpan.FromMinutes(2));
        if (node.Has(NodeRole.Deliver)) pulse.Expect("deliver", TimeSpan.FromMinutes(5));
        if (node.Has(Thinking)) pulse.Expect("models", TimeSpan.FromMinutes(10));
        foreach (var timetables in shared) await timetables.StartAsync(ct);
        await timetable.ApplyAsync(ct);
        config.Changed += timetable.ApplySoon;
    }

    public Task StopAsync(CancellationToken ct)
    {
        config.Changed -= timetable.ApplySoon;
        // Quartz is registered later and so has stopped already: no turn starts another lane.
        return pump.DrainAsync(ct);
    }
}
