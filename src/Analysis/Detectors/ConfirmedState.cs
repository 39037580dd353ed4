using Monitor.Core.Probes;

namespace Monitor.Analysis.Detectors;

/// <summary>
/// What one vantage point's results say of a target, read from the oldest to the newest (docs/guarding.md has the table): down when
/// <c>confirm</c> of the last <c>of</c> known results are, degraded when so many are not good, up again after <c>recover</c> good ones in a row.
/// Unknown results are no part of it.
/// </summary>
/// <param name="Run">What failed since the trouble began, newest first; empty while up.</param>
/// <param name="Good">Good results in a row up to now.</param>
internal sealed record ConfirmedState(ProbeState State, IReadOnlyList<ProbeResult> Run, int Good)
{
    /// <param name="oldestFirst">Results of one target from one vantage point.</param>
    public static ConfirmedState Of(IEnumerable<ProbeResult> oldestFirst, int confirm, int of, int recover)
    {
        var (state, good, notDown) = (ProbeState.Up, 0, 0);
        var window = new Queue<ProbeResult>();
        var run = new List<ProbeResult>();
        foreach (var result in oldestFirst)
        {
            if (result.State == ProbeState.Unknown) continue;
            window.Enqueue(result);
            if (window.Count > Math.Max(of, confirm)) window.Dequeue();
            good = result.State == ProbeState.Up ? good + 1 : 0;
            notDown = result.State == ProbeState.Down ? 0 : notDown + 1;
            if (state != ProbeState.Up && result.State != ProbeState.Up) run.Add(result);

            var next = Next(state, result.State, window, confirm);
            if (state != ProbeState.Up && good >= recover) next = ProbeState.Up;
            else if (state == ProbeState.Down && notDown >= recover) next = ProbeState.Degraded;
            if (next == state) continue;
            if (state == ProbeState.Up) run.AddRange(window.Where(r => r.State != ProbeState.Up));
            // What led to a better state must not count towards the worse one again.
            if (next < state) window.Clear();
            if (next == ProbeState.Up) run.Clear();
            state = next;
        }

        run.Reverse();
        return new ConfirmedState(state, run, good);
    }

    private static ProbeState Next(ProbeState state, ProbeState result, Queue<ProbeResult> window, int confirm)
    {
        // Only a failure makes anything worse.
        if (result == ProbeState.Up || state == ProbeState.Down) return state;
        if (window.Count(r => r.State == ProbeState.Down) >= confirm) return ProbeState.Down;
        return window.Count(r => r.State != ProbeState.Up) >= confirm ? ProbeState.Degraded : state;
    }
}
