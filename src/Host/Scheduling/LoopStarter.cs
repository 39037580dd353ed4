using Monitor.Alerts;
using Monitor.Alerts.Outbox;
using Monitor.Core.Contracts;
using Monitor.Host.Configuration;
using Monitor.Host.Models;

namespace Monitor.Host.Scheduling;

/// <summary>Warms memory from the store, then lets the timetable begin; at the end waits for messages under way.</summary>
internal sealed class LoopStarter(
    StoryShelf shelf, FactShelf facts, PostWindow window, BacklogPass backlog, Rejudger rejudger, Timetable timetable, CurrentConfig config, Pulse pulse, OutboxPump pump, ILedger ledger, NotifierServices ways, MonitorAppOptions options) : IHostedService
{
    /// <summary>Longer than any robot's window.</summary>
    private static readonly TimeSpan RobotsRemember = TimeSpan.FromMinutes(2);

    public async Task StartAsync(CancellationToken ct)
    {
        var now = options.Time.GetUtcNow();
        await shelf.WarmAsync(now, ct);
        await facts.WarmAsync(now, ct);
        await window.WarmAsync(config.Current.Sources, config.Current.Targets, now, ct);
        await backlog.LookAsync(ct);
        await rejudger.WindowAsync(ct);
        foreach (var (channel, at) in await ledger.LastSpokenAsync(now - RobotsRemember, ct)) ways.Rates.Remember(channel, at < now ? at : now);
        pulse.Expect("judge", TimeSpan.FromMinutes(2));
        pulse.Expect("deliver", TimeSpan.FromMinutes(5));
        pulse.Expect("models", TimeSpan.FromMinutes(10));
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
