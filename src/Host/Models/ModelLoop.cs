using Monitor.Host.Live;
using Monitor.Host.Scheduling;

namespace Monitor.Host.Models;

/// <summary>One turn: notice a switch of models, assess what waits, measure drift.</summary>
internal sealed class ModelLoop(ModelsInUse models, BacklogPass backlog, Rejudger rejudger, DriftKeeper drift, ChangeBus bus)
{
    public async Task RunAsync(CancellationToken ct)
    {
        var before = models.Trouble;
        var changed = models.Refresh();
        if (changed || models.Trouble != before) bus.Publish("models");
        await backlog.RunAsync(ct);
        // What official words arrived meanwhile could not be held against the posts before them.
        if (changed) await rejudger.WindowAsync(ct);
        await drift.RunAsync(ct);
    }
}
