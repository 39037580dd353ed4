using System.Diagnostics;
using System.Threading;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes;

/// <summary>
/// Times the phases of one check by the machine's own stopwatch. Entering a phase ends the one before; a phase entered again (a redirect)
/// adds to its sum. Locked, because the HTTP handler connects on another thread than the one that waits.
/// </summary>
internal sealed class PhaseClock
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, double> _spent = [];
    private readonly long _started = Stopwatch.GetTimestamp();
    private long _entered;
    private string? _current;

    public string? Current
    {
        get { lock (_gate) return _current; }
    }

    public void Enter(string? phase)
    {
        lock (_gate)
        {
            var now = Stopwatch.GetTimestamp();
            if (_current is not null)
                _spent[_current] = _spent.GetValueOrDefault(_current) + Stopwatch.GetElapsedTime(_entered, now).TotalMilliseconds;
            _entered = now;
            _current = phase;
        }
    }

    /// <summary>Ends the running phase and reads everything.</summary>
    public PhaseTimings Stop()
    {
        lock (_gate)
        {
            Enter(null);
            return new(
                Of(Phases.Dns), Of(Phases.Connect), Of(Phases.Tls), Of(Phases.FirstByte), Of(Phases.Body),
                Stopwatch.GetElapsedTime(_started).TotalMilliseconds);
        }
    }

    private double? Of(string phase) => _spent.TryGetValue(phase, out var spent) ? spent : null;
}
