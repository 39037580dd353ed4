using Monitor.Alerts.Outbox;
using Monitor.Host.Live;

namespace Monitor.Host.Scheduling;

/// <summary>Empties the outbox as far as channels allow. A dead receiver only delays its own notices.</summary>
internal sealed class DeliverLoop(OutboxPump pump, ChangeBus bus)
{
    public async Task RunAsync(CancellationToken ct)
    {
        await pump.PumpAsync(ct);
        bus.Publish("notices");
    }
}
