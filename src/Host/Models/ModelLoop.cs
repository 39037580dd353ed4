using Monitor.Host.Live;
using Monitor.Host.Replicas;
using Monitor.Host.Scheduling;

namespace Monitor.Host.Models;

/// <summary>One turn: notice a switch of models, assess what waits, measure drift.</summary>
internal sealed class ModelLoop(ModelsInUse models, BacklogPass backlog, Rejudger rejudger, DriftKeeper drift, ChangeBus bus, Node? node = null)
{
    public async Task RunAsync(CancellationToken ct)
    {
        var before = models.Trouble;
        var changed = models.Refresh();
        if (changed || models.Trouble != before) bus.Publish("models");
        // A process that only shows pages needs models to show them; those who work with posts assess what waits.
        if (node is not null && !node.Has(NodeRole.Collect | NodeRole.Judge)) return;
        await backlog.RunAsync(ct);
        // What official words arrived meanwhile could not be held against the posts before them.
        if (changed) await rejudger.WindowAsync(ct);
        await drift.RunAsync(ct);
    }
}
