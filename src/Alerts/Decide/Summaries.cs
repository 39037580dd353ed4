using Monitor.Core.Alerts;

namespace Monitor.Alerts.Decide;

/// <summary>When what waits on a channel becomes one notice: quiet hours ended, a storm has gathered long enough, an hour of the cap has passed.</summary>
internal static class Summaries
{
    private static readonly TimeSpan CappedEvery = TimeSpan.FromHours(1);
    private const double Urgent = 5;

    public static void Tell(AlertingOptions rules, Router router, Floor floor, NoticeVoice voice, Standing standing, Verdicts verdicts, DateTimeOffset now)
    {
        foreach (var waiting in standing.Held.Concat(verdicts.Held).Where(verdicts.Waits).GroupBy(h => h.Channel, StringComparer.Ordinal).ToList())
        {
            if (router.Channel(waiting.Key) is not { } channel) continue;
            var last = standing.Sent.Where(s => s.Channel == channel.Id && s.Topic == SentMark.Summary && s.At <= now).Select(s => s.At).DefaultIfEmpty(DateTimeOffset.MinValue).Max();
            var due = Due([.. waiting], channel, rules, floor, last, now);
            if (due.Count == 0) continue;
            verdicts.Send(voice.Summary(due, channel.Id, now) with { Topic = SentMark.Summary });
            verdicts.Unhold(due.Select(h => h.Id));
            foreach (var held in due.DistinctBy(h => h.AlertId, StringComparer.Ordinal))
                verdicts.Say(new Decision(held.Fingerprint, held.AlertId, now, DecisionReason.Summarised, $"已列入 {channel.Id} 的汇总通知（共 {due.Count} 条）。", true));
        }
    }

    private static List<HeldNotice> Due(IReadOnlyList<HeldNotice> waiting, ChannelDefinition channel, AlertingOptions rules, Floor floor, DateTimeOffset last, DateTimeOffset now)
    {
        // What a clock put back since has stamped waits no longer.
        bool Gathers(List<HeldNotice> list) => list.Min(h => h.At) is var first && first <= now && now - first < rules.GroupWait;
        var (quiet, since) = (floor.IsQuiet(channel), now - last);
        // In quiet hours a storm of blue and yellow waits for the morning.
        var grouped = waiting.Where(h => h.Cause == HoldCause.Grouped && (!quiet || h.Level >= WarningLevel.Orange)).ToList();
        var every = grouped.Exists(h => h.Level >= WarningLevel.Orange) ? rules.GroupEvery / Urgent : rules.GroupEvery;
        if (grouped.Count > 0 && (Gathers(grouped) || since < every)) grouped = [];
        if (quiet) return WithAll(grouped, waiting);
        var capped = waiting.Where(h => h.Cause == HoldCause.Capped).ToList();
        if (capped.Count > 0 && floor.IsCapped(channel) && (since < CappedEvery || Gathers(capped))) capped = [];
        return WithAll([.. grouped, .. waiting.Where(h => h.Cause == HoldCause.Quiet), .. capped], waiting);
    }

    /// <summary>All that waits about the alerts that are due, as it came: a beginning stands before its end, whatever each of them waited for.</summary>
    private static List<HeldNotice> WithAll(IEnumerable<HeldNotice> due, IReadOnlyList<HeldNotice> waiting)
    {
        var alerts = due.Select(h => h.AlertId).ToHashSet(StringComparer.Ordinal);
        return [.. waiting.Where(h => alerts.Contains(h.AlertId))];
    }
}
