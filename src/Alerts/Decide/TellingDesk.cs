using Monitor.Core.Alerts;

namespace Monitor.Alerts.Decide;

/// <summary>One look's telling: sends or holds, and writes down for each alert why.</summary>
internal sealed class TellingDesk(Verdicts verdicts, Floor floor, NoticeVoice voice, BookMemory memory, DateTimeOffset now)
{
    private readonly HashSet<string> _sent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> _waits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Reason> _held = new(StringComparer.Ordinal);

    public void Happened(Alert alert, DecisionReason reason, string text) => verdicts.Happenings.Add(new Happening(alert.Id, reason, text));

    public bool IsHeld(string alertId) => _held.ContainsKey(alertId);

    public void Hold(Alert alert, Reason reason) => _held.TryAdd(alert.Id, reason);

    /// <summary>All channels of the alert were asked: a new reason to hold is written down.</summary>
    public void EndHolds(Alert alert)
    {
        var reason = _held.GetValueOrDefault(alert.Id);
        if (memory.IsHeldAnew(alert.Id, reason?.Text)) verdicts.Say(new Decision(alert.Fingerprint, alert.Id, now, reason!.Kind, "暂不通知：" + reason.Text, false));
    }

    public void Offer(Alert alert, IReadOnlyList<(ChannelDefinition Channel, NoticeKind Kind)> due)
    {
        alert = verdicts.Change(alert);
        foreach (var (channel, kind) in due) Offer(alert, kind, channel);
        if (verdicts.Happenings.TrueForAll(h => h.AlertId != alert.Id) && due.Any(d => d.Kind is not (NoticeKind.Reminder or NoticeKind.PassedOn)))
            verdicts.Happenings.Add(new Happening(alert.Id, DecisionReason.Released, "不通知的原因已不存在，仍在持续，现予通知。" + alert.Why));
    }

    /// <summary>One decision for each thing that happened, with who was told or why not.</summary>
    public void SayWhatHappened()
    {
        foreach (var (id, reason, text) in verdicts.Happenings)
        {
            var alert = verdicts.Now(id);
            verdicts.Say(new Decision(alert.Fingerprint, id, now, reason, text + Fate(alert), _sent.Contains(id)));
        }
    }

    private void Offer(Alert alert, NoticeKind kind, ChannelDefinition channel)
    {
        var notice = voice.One(alert, kind, channel.Id, now) with { Topic = alert.Kind };
        if (floor.Wait(alert, channel) is not { } cause)
        {
            verdicts.Send(notice);
            floor.Count(new SentMark(channel.Id, alert.Kind, now));
            _sent.Add(alert.Id);
            if (floor.TakeUp(channel.Id, alert.Id) is not { Count: > 0 } waited) return;
            verdicts.Unhold(waited);
            verdicts.Say(new Decision(alert.Fingerprint, alert.Id, now, DecisionReason.Summarised, $"在 {channel.Id} 等待汇总的 {waited.Count} 条由本次通知一并说明，不再列入汇总。", true));
            return;
        }

        var held = new HeldNotice(notice.Id, alert.Id, alert.Fingerprint, channel.Id, kind, alert.Level, alert.Kind, alert.Title, cause, now);
        verdicts.Hold(held);
        floor.Waits(held);
        if (!_waits.TryGetValue(alert.Id, out var waits)) _waits[alert.Id] = waits = new SortedSet<string>(StringComparer.Ordinal);
        waits.Add(channel.Id + Why(cause));
    }

    private string Fate(Alert alert)
    {
        if (_waits.TryGetValue(alert.Id, out var waits)) return $"（{string.Join("；", waits)}）";
        if (_sent.Contains(alert.Id)) return "";
        if (_held.TryGetValue(alert.Id, out var held)) return $"（未通知：{held.Text}）";
        return alert.State == AlertState.Resolved && alert.Told is not null ? "（开始时未通知任何渠道，结束也不通知）" : "（没有渠道接收该团队此等级的通知）";
    }

    private static string Why(HoldCause cause) => cause switch
    {
        HoldCause.Quiet => " 处于免打扰时段，结束后汇总通知",
        HoldCause.Capped => " 已达 24 小时上限，每小时汇总通知",
        _ => " 短时间内告警过多，合并为一份清单通知",
    };
}
