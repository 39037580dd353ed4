using Monitor.Core.Contracts;
using Monitor.Host.Configuration;

namespace Monitor.Host.Scheduling;

/// <summary>Deletes what is older than the config keeps.</summary>
internal sealed class PruneLoop(ICurrentConfig config, IArchive archive, ILedger ledger, FactShelf facts, TimeProvider time, ILogger<PruneLoop> log)
{
    public async Task RunAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var storage = config.Current.Storage;
        var gone = await archive.PruneAsync(now - storage.KeepPosts, now - storage.KeepProbes, ct) + await ledger.PruneLabelsAsync(now, ct) + await ledger.PruneLinksAsync(now, ct)
            + await ledger.PruneAlertsAsync(now - storage.KeepAlerts, ct);
        gone += await archive.PruneProbeCurveAsync(now - storage.KeepProbeCurve, ct);
        var words = await archive.PruneFactsAsync(now - storage.KeepFacts, ct);
        if (words > 0) await facts.WarmAsync(now, ct);
        gone += words;
        if (gone > 0) log.LogInformation("Pruned {Rows} old rows", gone);
    }
}
