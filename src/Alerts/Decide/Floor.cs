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
    private readonly Dictionary<(string Channel, string Alert), HoldCause> _waiting = [];
    private readonly HashSet<(string Channel, string Topic)> _gathering = [];

    public Floor(AlertingOptions rules, Standing standing, DateTimeOffset now)
    {
        (_rules, _now) = (rules, now);
        foreach (var sent in standing.Sent) Count(sent);
        foreach (var held in standing.Held) Waits(held);
    }

    public void Count(SentMark sent)
    {
        Add(_day, sent.Channel);
        if (_now - sent.At >= _rules.GroupWithin || sent.Topic == SentMark.Summary) return;
        Add(_any, sent.Channel);
        Add(_kind, (sent.Channel, sent.Topic));
    }

    public void Waits(HeldNotice held)
    {
        _waiting[(held.Channel, held.AlertId)] = held.Cause;
        if (held.Cause == HoldCause.Grouped) _gathering.Add((held.Channel, held.Topic));
    }

    public bool IsCapped(ChannelDefinition channel) => channel.DailyCap > 0 && _day.GetValueOrDefault(channel.Id) >= channel.DailyCap;

    public bool IsQuiet(ChannelDefinition channel) => channel.Quiet.Any(q => q.Contains(_now));

    /// <summary>Null when it goes out now. Orange and red wait for nothing but a storm's next list.</summary>
    public HoldCause? Wait(Alert alert, ChannelDefinition channel)
    {
        var key = (channel.Id, alert.Kind);
        var storm = _gathering.Contains(key) || _kind.GetValueOrDefault(key) >= _rules.GroupSameKind || _any.GetValueOrDefault(channel.Id) >= _rules.GroupAny;
        if (alert.Level >= WarningLevel.Orange) return storm ? HoldCause.Grouped : null;
        // Its beginning waits here: the rest must not overtake it.
        if (_waiting.TryGetValue((channel.Id, alert.Id), out var cause)) return cause;
        return IsQuiet(channel) ? HoldCause.Quiet : IsCapped(channel) ? HoldCause.Capped : storm ? HoldCause.Grouped : null;
    }

    private static void Add<T>(Dictionary<T, int> counts, T key) where T : notnull => counts[key] = counts.GetValueOrDefault(key) + 1;
}
