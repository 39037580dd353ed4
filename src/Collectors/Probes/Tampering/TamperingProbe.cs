using Monitor.Collectors.Parsing;
using Monitor.Collectors.Probes.Http;
using Monitor.Collectors.Probes.Tampering.Baseline;
using Monitor.Collectors.Probes.Tampering.Page;
using Monitor.Core.Contracts;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Tampering;

/// <summary>Looks at a page for what someone else put there: spam, hidden links, other form targets and scripts, against a face it has learnt.</summary>
internal sealed class TamperingProbe(TargetDefinition target, TamperingProbeOptions options, TimeProvider time, IProbeMemory memory) : IProbe
{
    private const int MostPerCode = 10;

    public async Task<ProbeResult> ProbeAsync(CancellationToken ct)
    {
        var (at, clock) = (time.GetUtcNow(), new PhaseClock());
        try
        {
            using var visit = new PageVisit(options, clock, time);
            using var timer = new CancellationTokenSource(options.Timeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timer.Token);
            return await LookAsync(visit, at, clock, either.Token) with { Certificate = visit.Certificate };
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            throw new OperationCanceledException(ct);
        }
        catch (Exception e) when (e is FormatException or TookTooLongException or RepeatsItselfException)
        {
            Finding finding = new(Codes.Unreadable, FindingSeverity.Medium, $"页面无法在限度内读完，未作比对 / the page could not be read within its limits: {e.Message}");
            return Result(at, clock.Stop()) with { State = ProbeState.Degraded, Message = finding.Message, Findings = [finding] };
        }
        catch (Exception e)
        {
            var failure = Failure.Of(e, clock.Current ?? Phases.Check, options.Timeout);
            return Result(at, clock.Stop()) with { State = failure.State, FailedPhase = failure.Phase, Message = failure.Message };
        }
    }

    private async Task<ProbeResult> LookAsync(PageVisit visit, DateTimeOffset at, PhaseClock clock, CancellationToken ct)
    {
        var (answer, facts) = await visit.BrowseAsync(ct);
        if (facts is null)
            return Result(at, clock.Stop()) with { State = ProbeState.Down, Status = answer.Status, FailedPhase = Phases.Check, Message = $"页面未能打开（状态码 {answer.Status}），无法比对" };

        var page = Sites.Of(answer.Url);
        List<Change> signs = [.. Signs.Of(facts, page), .. await visit.OthersAsync(facts, page, ct)];
        clock.Enter(Phases.Check);
        // Its own time is over with the page; what was seen is kept in any case.
        var changes = await RememberAsync(facts, page, signs, at, CancellationToken.None);
        var findings = changes.GroupBy(c => c.Code).SelectMany(g => g.OrderByDescending(c => c.Severity).Take(MostPerCode)).OrderByDescending(c => c.Severity).Select(c => c.ToFinding()).ToList();
        return Result(at, clock.Stop()) with { State = ProbeState.Up, Status = answer.Status, Findings = findings };
    }

    private async Task<IReadOnlyList<Change>> RememberAsync(PageFacts facts, string page, List<Change> signs, DateTimeOffset at, CancellationToken ct)
    {
        var store = new BaselineStore(memory, target.Id);
        var baseline = await store.BaselineAsync(ct) is { } kept && (kept.Url == options.Url || kept.Url.Length == 0) ? kept with { Url = options.Url } : new BaselineState { Url = options.Url };
        var look = Look.Of(facts, signs.Select(Sign));
        var open = signs.Where(s => !baseline.Accepted.Contains(Sign(s))).ToList();
        var learning = baseline.Looks < options.Learn && !baseline.Approved;
        List<Change> changes = learning ? open : [.. open, .. new Comparison(baseline, look, page, options.TextLimit).Run()];
        if (changes.Any(c => c.Severity > FindingSeverity.Info))
        {
            await store.KeepPendingAsync(new(BaselineState.Current, PendingLook.TokenOf(changes), at, look, [.. changes.Take(100)]), ct);
        }
        else
        {
            await store.LearnAsync(baseline.With(look, learning), ct);
            if (await store.PendingAsync(ct) is not null) await store.KeepPendingAsync(null, ct);
        }

        return learning ? [.. changes, Learnt(baseline, open.Count == 0)] : changes;
    }

    private Change Learnt(BaselineState baseline, bool counted) => counted
        ? new(Codes.Learning, FindingSeverity.Info, "", $"正在学习页面的通常样子（{baseline.Looks + 1}/{options.Learn}）", $"learning the page's usual face ({baseline.Looks + 1}/{options.Learn})", "", "")
        : new(Codes.Learning, FindingSeverity.Info, "", "有篡改迹象，本次不计入学习", "signs of tampering: this look is not learnt", "", "");

    private static string Sign(Change change) => $"{change.Code} {Masks.Hash(change.Key)}";

    private ProbeResult Result(DateTimeOffset at, PhaseTimings timings) => new() { TargetId = target.Id, At = at, State = ProbeState.Unknown, Timings = timings };
}
