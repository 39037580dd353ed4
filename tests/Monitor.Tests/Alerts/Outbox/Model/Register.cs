using Monitor.Core.Alerts;

namespace Monitor.Tests.Alerts.Outbox.Model;

/// <summary>A message that people have.</summary>
/// <param name="Life">Of the process that sent it.</param>
/// <param name="Told">The sender got the answer.</param>
internal sealed record Reached(string Notice, int Life, bool Told);

/// <summary>The reference: a plain dictionary of notices and what became of them as seen from the channels.</summary>
internal sealed class Register
{
    private readonly Dictionary<string, Notice> _notices = [];
    private readonly List<string> _order = [];
    private readonly HashSet<string> _tried = [];
    private readonly List<(string Notice, int Life)> _parts = [];
    private readonly List<(string Notice, int Life)> _refused = [];
    private readonly HashSet<string> _takenOver = [];
    private readonly List<Reached> _reached = [];

    /// <summary>What is wrong so far.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Lives that ended in a crash.</summary>
    public HashSet<int> Deaths { get; } = [];

    public IReadOnlyCollection<Notice> Notices => _notices.Values;

    public void Add(Notice notice)
    {
        _notices.Add(notice.Id, notice);
        _order.Add(notice.Id);
    }

    public void Reach(string notice, int life, bool told) => _reached.Add(new Reached(notice, life, told));

    public void Part(string notice, int life) => _parts.Add((notice, life));

    public void Refuse(string notice, int life) => _refused.Add((notice, life));

    /// <summary>Notices that cannot be had for a while.</summary>
    public void Miss(IEnumerable<string> notices) => _tried.UnionWith(notices);

    public void TakeOver(string notice) => _takenOver.Add(notice);

    /// <summary>A channel is asked to take a notice: may it be, now?</summary>
    public void Ask(Notice notice)
    {
        if (!_notices.TryGetValue(notice.Id, out var known)) Faults.Add($"{notice.Id} was never said");
        else if (Earlier(known).FirstOrDefault(e => !IsOut(e.Id)) is { } early) Faults.Add($"{notice.Id} overtakes {early.Id}");
        else if (!_tried.Contains(notice.Id) && Fresh(notice.Channel).FirstOrDefault(o => o.Level > notice.Level) is { } severe) Faults.Add($"{notice.Id} goes before the graver {severe.Id}");
        _tried.Add(notice.Id);
    }

    /// <summary>Untried notices of a channel that nothing holds back. What a dead process was told may not have been recorded.</summary>
    public IEnumerable<Notice> Fresh(string channel) => _notices.Values
        .Where(n => n.Channel == channel && !_tried.Contains(n.Id) && !SeemsEndOfTheUnheard(n) && Earlier(n).All(e => Recorded(_parts, e.Id) || Recorded(_refused, e.Id) || _reached.Exists(r => r.Notice == e.Id && r.Told && !Deaths.Contains(r.Life))));

    /// <summary>Every notice came to an end, none came too often.</summary>
    /// <param name="records">The ledger's side.</param>
    public void Settle(IReadOnlyDictionary<string, NoticeRecord> records)
    {
        var owed = new HashSet<(string, int)>();
        foreach (var notice in _notices.Values)
        {
            var (record, reached) = (records[notice.Id], _reached.Where(r => r.Notice == notice.Id).ToList());
            if (record.Status is not (NoticeStatus.Delivered or NoticeStatus.Dead)) Faults.Add($"{notice.Id} is left {record.Status}, {record.LastDetail}");
            if (record.Status == NoticeStatus.Delivered && reached.Count == 0) Faults.Add($"{notice.Id} was lost");
            if (record.Status == NoticeStatus.Dead && !_refused.Exists(r => r.Notice == notice.Id) && !SeemsEndOfTheUnheard(notice)) Faults.Add($"{notice.Id} is dead for no reason: {record.LastDetail}");
            // The last one was recorded; each earlier one must have been unknown to the sender.
            foreach (var again in reached.SkipLast(record.Status == NoticeStatus.Delivered ? 1 : 0).Where(r => r.Told && !_takenOver.Contains(r.Notice)))
                if (!Deaths.Contains(again.Life) || !owed.Add((notice.Channel, again.Life))) Faults.Add($"{notice.Id} came again for no reason after life {again.Life}");
        }

        foreach (var group in _notices.Values.Where(n => n.Kind == NoticeKind.Resolved))
        {
            var end = _reached.FindIndex(r => r.Notice == group.Id);
            if (end >= 0 && !Earlier(group).Any(e => _parts.Exists(p => p.Notice == e.Id) || _reached.FindIndex(r => r.Notice == e.Id) is var at && at >= 0 && at < end)) Faults.Add($"{group.Id} told the end of what nobody heard of");
        }
    }

    /// <summary>As far as the sender knows nobody heard of what would end: an answer that was lost, or died with its process, tells it nothing.</summary>
    private bool SeemsEndOfTheUnheard(Notice notice) => notice.Kind == NoticeKind.Resolved
        && Earlier(notice).All(e => !Recorded(_parts, e.Id) && !_reached.Exists(r => r.Notice == e.Id && r.Told && !Deaths.Contains(r.Life)));

    /// <summary>What a process learnt before it died it may not have written down.</summary>
    private bool Recorded(List<(string Notice, int Life)> answers, string id) => answers.Exists(a => a.Notice == id && !Deaths.Contains(a.Life));

    /// <summary>Reached people, wholly or in part, or never will.</summary>
    private bool IsOut(string id) => _parts.Exists(p => p.Notice == id) || _refused.Exists(r => r.Notice == id) || _reached.Exists(r => r.Notice == id);

    private IEnumerable<Notice> Earlier(Notice notice) =>
        _order.TakeWhile(id => id != notice.Id).Select(id => _notices[id]).Where(n => n.AlertId == notice.AlertId && n.Channel == notice.Channel);
}
