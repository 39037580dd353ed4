using Monitor.Alerts;
using Monitor.Alerts.Outbox;
using Monitor.Core.Contracts;
using Monitor.Host.Scheduling;

namespace Monitor.Host.Replicas;

/// <summary>What is to be remembered before a duty's first turn, since somebody else, or an earlier life, has had it until now.</summary>
internal sealed class Recollection(CurrentAlertBook book, CatchUp others, ILedger ledger, NotifierServices ways, OutboxPump pump, Timetable timetable, MonitorAppOptions options)
{
    /// <summary>Longer than any robot's window.</summary>
    private static readonly TimeSpan RobotsRemember = TimeSpan.FromMinutes(2);

    public IEnumerable<Charge> Charges =>
    [
        new Charge(Charge.Judge, NodeRole.Judge, OfJudgingAsync, () => timetable.NowAsync(Charge.Judge), () => { }),
        new Charge(Charge.Deliver, NodeRole.Deliver, OfDeliveryAsync, () => timetable.NowAsync(Charge.Deliver), pump.StandDown),
    ];

    public async Task OfDeliveryAsync(CancellationToken ct)
    {
        var now = options.Time.GetUtcNow();
        foreach (var (channel, at) in await ledger.LastSpokenAsync(now - RobotsRemember, ct)) ways.Rates.Remember(channel, at < now ? at : now);
    }

    private async Task OfJudgingAsync(CancellationToken ct)
    {
        book.Forget();
        await others.LookAsync(ct);
    }
}
