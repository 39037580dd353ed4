using Monitor.Core.Alerts;
using Monitor.Core.Contracts;

namespace Monitor.Alerts.Decide;

/// <summary>Gathers what one tick changes. However often an alert changes within it, it is stored once and its version rises by one.</summary>
internal sealed class Verdicts(IEnumerable<Alert> open)
{
    private readonly Dictionary<string, Alert> _now = open.ToDictionary(a => a.Id, StringComparer.Ordinal);
    private readonly List<string> _changed = [];
    private readonly List<Decision> _decisions = [];
    private readonly List<Notice> _notices = [];
    private readonly List<HeldNotice> _held = [];
    private readonly HashSet<string> _unheld = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly HashSet<string> _touched = new(StringComparer.Ordinal);

    /// <summary>What happened to alerts at this look, in order.</summary>
    public List<Happening> Happenings { get; } = [];

    public IEnumerable<Alert> Alerts => _now.Values;

    public Alert Now(string id) => _now[id];

    public Alert Change(Alert alert)
    {
        var version = _touched.Contains(alert.Id) ? _now[alert.Id].Version : (_now.GetValueOrDefault(alert.Id)?.Version ?? 0) + 1;
        if (_touched.Add(alert.Id)) _changed.Add(alert.Id);
        return _now[alert.Id] = alert with { Version = version };
    }

    public void Say(Decision decision) => _decisions.Add(decision);

    public void Send(Notice notice)
    {
        if (_ids.Add(notice.Id)) _notices.Add(notice);
    }

    public void Hold(HeldNotice notice)
    {
        if (_ids.Add(notice.Id)) _held.Add(notice);
    }

    public void Unhold(IEnumerable<string> ids) => _unheld.UnionWith(ids);

    public bool Waits(HeldNotice held) => !_unheld.Contains(held.Id);

    public IReadOnlyList<HeldNotice> Held => _held;

    public JudgeOutcome Outcome() => new()
    {
        Changed = [.. _changed.Select(id => _now[id])],
        Decisions = _decisions,
        Notices = _notices,
        Held = _held,
        Unheld = [.. _unheld],
    };
}

/// <summary>One change of an alert's life, before it is known who hears of it.</summary>
internal sealed record Happening(string AlertId, DecisionReason Reason, string Text);
