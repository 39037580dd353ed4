using Monitor.Alerts.Outbox;
using Monitor.Host.Live;

namespace Monitor.Host.Scheduling;

/// <summary>Empties the outbox as far as channels allow. A turn only starts what is due: it ends at once even while a receiver hangs.</summary>
internal sealed class DeliverLoop
{
    private readonly OutboxPump _pump;

    public DeliverLoop(OutboxPump pump, ChangeBus bus)
    {
        _pump = pump;
        pump.Settled += () => bus.Publish("notices");
    }

    public Task RunAsync(CancellationToken ct) => _pump.PumpAsync(ct);
}
