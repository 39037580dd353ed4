using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Host.Cases;
using Monitor.Host.Drill.Scenarios;
using Monitor.Host.Replay.Reading;
using Monitor.Host.Scheduling;

namespace Monitor.Host.Drill.Playing;

/// <summary>Moves a scenario forward: hands what is due to the loops, judges, looks at cases. Its clock is the station's.</summary>
internal sealed class DrillPlay(DrillStation station, DrillScenario scenario, string drill, DateTimeOffset start, ILogger log)
{
    private static readonly TimeSpan CasesEvery = TimeSpan.FromSeconds(10);

    private readonly Queue<ReplayEvent> _coming = new(Timeline.Of(scenario, drill, start));
    private readonly TimeProvider _time = station.Get<TimeProvider>();
    private DateTimeOffset _judged = DateTimeOffset.MinValue;
    private readonly DateTimeOffset _start = start;
    private DateTimeOffset _cases;

    public DateTimeOffset? FirstEvent { get; private set; }

    public bool AllPlayed => _coming.Count == 0;

    /// <summary>One step; what fails in it is logged and tried again at the next.</summary>
    public async Task StepAsync(CancellationToken ct)
    {
        var now = _time.GetUtcNow();
        await GuardAsync("playing", () => PutAsync(now, ct));
        if (now - _judged >= station.Config.JudgeEvery)
        {
            _judged = now;
            await GuardAsync("judging", () => station.Get<JudgeLoop>().TickAsync(ct));
        }

        if (now - _cases < CasesEvery || now - _start < CasesEvery) return;
        _cases = now;
        await GuardAsync("looking at cases", () => station.Get<CaseLoop>().RunAsync(ct));
    }

    /// <summary>Whether people have done what the scenario waits for; a look after the last event must have seen everything first.</summary>
    public async Task<bool> IsDoneAsync(CancellationToken ct)
    {
        if (scenario.EndWhen == DrillEnd.Limit || !AllPlayed || _judged < _start + scenario.Events.Max(e => e.Last)) return false;
        var alerts = await station.Ledger.AlertsAsync(_start, 1_000, ct);
        if (alerts.Count == 0 || alerts.Any(a => a.AcknowledgedAt is null)) return false;
        if (scenario.Expect.Any(s => !alerts.Any(s.IsMetBy))) return false;
        if (scenario.EndWhen == DrillEnd.Acknowledged) return true;
        var cases = await station.Ledger.CasesAsync(_start, 1_000, ct);
        return cases.Count > 0 && cases.All(c => c.State == Core.Cases.CaseState.Closed);
    }

    private async Task PutAsync(DateTimeOffset now, CancellationToken ct)
    {
        var some = false;
        while (_coming.TryPeek(out var next) && next.At <= now)
        {
            station.Playback.Put(_coming.Dequeue());
            FirstEvent ??= now;
            some = true;
        }

        if (some) await station.Playback.PlayAsync(station.Get<CollectLoop>(), station.Get<ProbeLoop>(), ct);
    }

    private async Task GuardAsync(string what, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "Drill {Drill}: {What} failed; it is tried again", drill, what);
        }
    }
}
