using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Signals;
using Monitor.Core.Telemetry;
using Monitor.Core.Weaknesses;
using Monitor.Host.Live;
using Monitor.Host.Models;
using Monitor.Host.Vantages;
using Monitor.Host.Weaknesses;

namespace Monitor.Host.Scheduling;

/// <summary>One look: window → detectors → alert book → ledger, where alert changes and notices enter in one transaction.</summary>
internal sealed class JudgeLoop(
    Parts parts, PostWindow window, WeaknessRegister register, DriftKeeper drift, VantageBook vantages, IAlertBook book, ILedger ledger, ChangeBus bus, TimeProvider time, ILogger<JudgeLoop> log)
{
    public async Task<JudgeOutcome> TickAsync(CancellationToken ct)
    {
        using var span = Traces.BeginRoot("judge");
        var built = parts.Now();
        var now = time.GetUtcNow();
        var open = await ledger.OpenAlertsAsync(ct);
        var seen = (await window.LookAsync(now, ct)) with
        {
            Phase = built.Config.Season.At(now),
            Sources = built.Config.Sources,
            Targets = built.Config.Targets,
            Weaknesses = await WeaknessesAsync(ct),
            Drift = drift.Latest,
            Vantages = await vantages.LookAsync(ct),
            OpenFingerprints = open.Select(a => a.Fingerprint).ToHashSet(StringComparer.Ordinal),
        };
        var signals = EvidencePlaces.Add([.. built.Detectors.SelectMany(d => Detect(d, seen, ct))], seen.Posts);
        var outcome = book.Decide(open, signals, await ledger.StandingAsync(now, ct), now);
        if (outcome.Changed.Count + outcome.Decisions.Count + outcome.Notices.Count + outcome.Held.Count == 0) return outcome;

        await ledger.CommitAsync(outcome, ct);
        if (span is not null) Trace(outcome);
        Report(outcome, open);
        return outcome;
    }

    /// <summary>An alert goes the way of the posts it is about; its notices go on it.</summary>
    private static void Trace(JudgeOutcome outcome)
    {
        foreach (var alert in outcome.Changed)
        {
            using var span = Traces.BeginOnWay("alert", alert.Evidence.Prepend(alert.Subject).Prepend(alert.Id));
            span?.SetTag("alert.id", alert.Id).SetTag("alert.kind", alert.Kind).SetTag("alert.level", alert.Level.ToString()).SetTag("alert.state", alert.State.ToString());
            Traces.Remember(span, [alert.Id]);
        }
    }

    // A register that cannot be read holds up no other alert; its detector says that it does not know.
    private async Task<IReadOnlyList<Weakness>?> WeaknessesAsync(CancellationToken ct)
    {
        try
        {
            return await register.UnmendedAsync(ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "The register of weaknesses could not be read");
            return null;
        }
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

    private void Report(JudgeOutcome outcome, IReadOnlyList<Alert> before)
    {
        // Its evidence changes with nearly every look; that it goes on is no news.
        foreach (var alert in outcome.Changed.Where(a => before.FirstOrDefault(b => b.Id == a.Id) is not { } was || (was.State, was.Level) != (a.State, a.Level)))
            log.LogInformation("Alert {Alert} {Fingerprint} is {State} at level {Level}: {Title}", alert.Id, alert.Fingerprint, alert.State, alert.Level, alert.Title);
        if (outcome.Changed.Count > 0) bus.Publish("alerts");
        if (outcome.Notices.Count > 0) bus.Publish("notices");
    }
}
