using Monitor.Host.Live;

namespace Monitor.Host.Models;

/// <summary>One turn: notice a switch of models, assess what waits, measure drift.</summary>
internal sealed class ModelLoop(ModelsInUse models, BacklogPass backlog, DriftKeeper drift, ChangeBus bus)
{
    public async Task RunAsync(CancellationToken ct)
    {
        var before = models.Trouble;
        if (models.Refresh() || models.Trouble != before) bus.Publish("models");
        await backlog.RunAsync(ct);
        await drift.RunAsync(ct);
    }
}
