using Monitor.Core.Contracts;
using Monitor.Core.Signals;
using Monitor.Host.Live;
using Monitor.Host.Models;
using Monitor.Host.Vantages;

namespace Monitor.Host.Scheduling;

/// <summary>One look: window → detectors → alert book → ledger, where alert changes and notices enter in one transaction.</summary>
internal sealed class JudgeLoop(
    Parts parts, PostWindow window, DriftKeeper drift, VantageBook vantages, IAlertBook book, ILedger ledger, ChangeBus bus, TimeProvider time, ILogger<JudgeLoop> log)
{
    public async Task<JudgeOutcome> TickAsync(CancellationToken ct)
    {
        var built = parts.Now();
        var now = time.GetUtcNow();
        var open = await ledger.OpenAlertsAsync(ct);
        var seen = (await window.LookAsync(now, ct)) with
        {
            Phase = built.Config.Season.At(now),
            Sources = built.Config.Sources,
            Targets = built.Config.Targets,
            Drift = drift.Latest,
            Vantages = await vantages.LookAsync(ct),
            OpenFingerprints = open.Select(a => a.Fingerprint).ToHashSet(StringComparer.Ordinal),
        };
        var signals = EvidencePlaces.Add([.. built.Detectors.SelectMany(d => Detect(d, seen, ct))], seen.Posts);
        var outcome = book.Decide(open, signals, await ledger.StandingAsync(now, ct), now);
        if (outcome.Changed.Count + outcome.Decisions.Count + outcome.Notices.Count + outcome.Held.Count == 0) return outcome;

        await ledger.CommitAsync(outcome, ct);
        Report(outcome);
        return outcome;
    }

    // A broken detector must not silence the others; its open alerts stay open, since it never said Clear.
    private List<Signal> Detect(IDetector detector, JudgeWindow seen, CancellationToken ct)
    {
        try
        {
            ct.ThrowIfCancellationRequested();
            return [.. detector.Detect(seen)];
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "Detector {Kind} failed; the others go on", detector.Kind);
            return [];
        }
    }

    private void Report(JudgeOutcome outcome)
    {
        foreach (var alert in outcome.Changed)
            log.LogInformation("Alert {Alert} {Fingerprint} is {State} at level {Level}: {Title}", alert.Id, alert.Fingerprint, alert.State, alert.Level, alert.Title);
        if (outcome.Changed.Count > 0) bus.Publish("alerts");
        if (outcome.Notices.Count > 0) bus.Publish("notices");
    }
}
