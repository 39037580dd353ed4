using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Signals;
using Monitor.Host.Replay.Reading;

namespace Monitor.Host.Replay.Telling;

/// <summary>The balance of a replay. Days are Beijing days.</summary>
internal sealed class ReplayTally(DateTimeOffset from, DateTimeOffset until)
{
    private readonly SortedDictionary<(string Kind, WarningLevel Level), int> _signals = [];
    private readonly Dictionary<string, Alert> _alerts = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _notices = new(StringComparer.Ordinal);

    public DateTimeOffset From => from;

    public DateTimeOffset Until => until;

    public long Posts { get; set; }

    public long Probes { get; set; }

    public long Looks { get; set; }

    /// <summary>Lines left out.</summary>
    public long Problems { get; set; }

    /// <summary>Signals by kind and level; one that goes on is counted once, a rise in level again.</summary>
    public IReadOnlyDictionary<(string Kind, WarningLevel Level), int> Signals => _signals;

    /// <summary>Each alert as it last stood, in the order of opening.</summary>
    public IReadOnlyList<Alert> Alerts => [.. _alerts.Values.OrderBy(a => a.OpenedAt).ThenBy(a => a.Id, StringComparer.Ordinal)];

    public IReadOnlyDictionary<string, int> Notices => _notices;

    public IReadOnlyList<(DateOnly Day, int Alerts)> PerDay =>
        [.. _alerts.Values.GroupBy(a => DateOnly.FromDateTime(a.OpenedAt.ToOffset(Moments.Beijing).DateTime)).OrderBy(g => g.Key).Select(g => (g.Key, g.Count()))];

    public IReadOnlyList<(string Kind, WarningLevel Level, int Alerts)> PerKind =>
        [.. _alerts.Values.GroupBy(a => (a.Kind, a.Level)).OrderBy(g => g.Key).Select(g => (g.Key.Kind, g.Key.Level, g.Count()))];

    public void Count(Signal signal)
    {
        if (signal.State != SignalState.Firing) return;
        var key = (signal.Kind, signal.Level);
        _signals[key] = _signals.GetValueOrDefault(key) + 1;
    }

    public void Count(JudgeOutcome outcome)
    {
        foreach (var alert in outcome.Changed) _alerts[alert.Id] = alert;
        foreach (var notice in outcome.Notices) _notices[notice.Channel] = _notices.GetValueOrDefault(notice.Channel) + 1;
    }
}
