using Monitor.Core.Alerts;

namespace Monitor.Alerts.Decide;

/// <summary>How much each channel has heard lately, and what waits there. Decides whether one more notice goes out by itself.</summary>
internal sealed class Floor
{
    private readonly AlertingOptions _rules;
    private readonly DateTimeOffset _now;
    private readonly Dictionary<string, int> _day = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _any = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Channel, string Topic), int> _kind = [];
    private readonly Dictionary<(string Channel, string Alert), List<HeldNotice>> _waiting = [];
    private readonly HashSet<(string Channel, string Topic)> _gathering = [];

    public Floor(AlertingOptions rules, Standing standing, DateTimeOffset now)
    {
        (_rules, _now) = (rules, now);
        foreach (var sent in standing.Sent) Count(sent);
        foreach (var held in standing.Held) Waits(held);
    }

    public void Count(SentMark sent)
    {
        // Stamped by a clock that has been put back since: it would count for as long as the clock was ahead.
        if (sent.At > _now) return;
        Add(_day, sent.Channel);
        if (_now - sent.At >= _rules.GroupWithin || sent.Topic == SentMark.Summary) return;
        Add(_any, sent.Channel);
        Add(_kind, (sent.Channel, sent.Topic));
    }

    public void Waits(HeldNotice held)
    {
        var key = (held.Channel, held.AlertId);
        if (!_waiting.TryGetValue(key, out var waiting)) _waiting[key] = waiting = [];
        waiting.Add(held);
        if (held.Cause == HoldCause.Grouped) _gathering.Add((held.Channel, held.Topic));
    }

    /// <summary>What waits on the channel about an alert that is told there now; it waits no longer, or it would come after its end.</summary>
    public IReadOnlyList<string> TakeUp(string channel, string alertId) =>
        _waiting.Remove((channel, alertId), out var waiting) ? [.. waiting.Select(h => h.Id)] : [];

    public bool IsCapped(ChannelDefinition channel) => channel.DailyCap > 0 && _day.GetValueOrDefault(channel.Id) >= channel.DailyCap;

    public bool IsQuiet(ChannelDefinition channel) => channel.Quiet.Any(q => q.Contains(_now));

    /// <summary>Null when it goes out now. Orange and red wait for nothing but a storm's next list.</summary>
    public HoldCause? Wait(Alert alert, ChannelDefinition channel)
    {
        var key = (channel.Id, alert.Kind);
        var storm = _gathering.Contains(key) || _kind.GetValueOrDefault(key) >= _rules.GroupSameKind || _any.GetValueOrDefault(channel.Id) >= _rules.GroupAny;
        // Its beginning waits here: the rest must not overtake it. A rise to orange may, and takes its beginning along.
        if ((alert.Level < WarningLevel.Orange || alert.State == AlertState.Resolved) && _waiting.TryGetValue((channel.Id, alert.Id), out var waiting)) return waiting[^1].Cause;
        if (alert.Level >= WarningLevel.Orange) return storm ? HoldCause.Grouped : null;
        return IsQuiet(channel) ? HoldCause.Quiet : IsCapped(channel) ? HoldCause.Capped : storm ? HoldCause.Grouped : null;
    }

    private static void Add<T>(Dictionary<T, int> counts, T key) where T : notnull => counts[key] = counts.GetValueOrDefault(key) + 1;
}
