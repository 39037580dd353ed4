using Monitor.Core.Alerts;
using Monitor.Core.Contracts;

namespace Monitor.Alerts.Decide;

/// <summary>Gathers what one tick changes.</summary>
internal sealed class Verdicts
{
    private readonly List<Alert> _changed = [];
    private readonly List<Decision> _decisions = [];
    private readonly List<Notice> _notices = [];
    private readonly HashSet<string> _noticeIds = new(StringComparer.Ordinal);

    public void Change(Alert alert) => _changed.Add(alert);

    public void Say(Decision decision) => _decisions.Add(decision);

    public void Send(IEnumerable<Notice> notices)
    {
        foreach (var notice in notices)
        {
            if (_noticeIds.Add(notice.Id)) _notices.Add(notice);
        }
    }

    public JudgeOutcome Outcome() => new() { Changed = _changed, Decisions = _decisions, Notices = _notices };
}
