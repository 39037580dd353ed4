using Monitor.Alerts.Digest;
using Monitor.Core.Alerts;
using Monitor.Core.Cases;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Host.Configuration;

namespace Monitor.Host.Digests;

/// <summary>The letter's sums over what was read.</summary>
internal static class DigestFigures
{
    private const int MostHints = 3;

    public static DigestPosts Sum(IEnumerable<PostBucket> buckets)
    {
        var all = buckets.ToList();
        return new DigestPosts(all.Sum(b => b.Negative), all.Sum(b => b.Neutral), all.Sum(b => b.Positive));
    }

    /// <summary>By day of a week, by hour of a day; a step without posts is there too. An hour that began before the period belongs to its first step.</summary>
    public static IReadOnlyList<DigestStep> Curve(DigestSpan span, IReadOnlyList<PostBucket> buckets)
    {
        var step = span.Period == DigestPeriod.Week ? TimeSpan.FromDays(1) : TimeSpan.FromHours(1);
        var steps = (int)(span.Length / step);
        var found = buckets.ToLookup(b => Math.Clamp((int)Math.Floor((b.At - span.From) / step), 0, steps - 1));
        return [.. Enumerable.Range(0, steps).Select(i => new DigestStep(span.From + (i * step), Sum(found[i])))];
    }

    /// <summary>How students feel is no figure for a letter: it stands among the other matters.</summary>
    public static IReadOnlyList<DigestTopic> Topics(IEnumerable<HourCount> hours) =>
    [
        .. hours.Where(h => h.Topic != Core.Judgements.Topics.OffTopic)
            .GroupBy(h => h.Topic == Core.Judgements.Topics.StudentWellbeing ? Core.Judgements.Topics.OtherExam : h.Topic)
            .Select(g => new DigestTopic(g.Key, g.Sum(h => h.Posts))).OrderByDescending(t => t.Posts).ThenBy(t => t.Topic, StringComparer.Ordinal),
    ];

    /// <param name="verdicts">By alert id: whether it was worth the call.</param>
    public static DigestAlerts Alerts(Team team, WarningLevel level, IReadOnlyList<Alert> alerts, IReadOnlyDictionary<string, bool> verdicts)
    {
        var waits = alerts.Where(a => a.AcknowledgedAt is not null).Select(a => a.AcknowledgedAt!.Value - a.OpenedAt).Order().ToList();
        TimeSpan? mean = waits.Count > 0 ? TimeSpan.FromTicks((long)waits.Average(w => w.Ticks)) : null;
        TimeSpan? most = waits.Count > 0 ? waits[(int)Math.Ceiling(waits.Count * 0.9) - 1] : null;
        return new DigestAlerts(team, level, alerts.Count, waits.Count, mean) { NinetiethToAcknowledge = most, Verdicts = Verdicts(alerts, verdicts) };
    }

    public static DigestVerdicts Verdicts(IEnumerable<Alert> alerts, IReadOnlyDictionary<string, bool> verdicts)
    {
        var said = alerts.Where(a => verdicts.ContainsKey(a.Id)).Select(a => verdicts[a.Id]).ToList();
        return new DigestVerdicts(said.Count, said.Count(right => right));
    }

    /// <summary>The phases of the time ahead, as long as the period; then the plan's lines for what was talked of most.</summary>
    public static IReadOnlyList<DigestPlan> Plans(MonitorConfig config, IReadOnlyList<DigestTopic> topics, DigestSpan span)
    {
        var ahead = config.Season.Phases.Where(p => p.From < span.Until + span.Length && p.Until > span.Until).OrderBy(p => p.From)
            .Select(p => new DigestPlan(p, null, p.Tempo == 1 ? "—" : FormattableString.Invariant($"×{p.Tempo:0.##}")));
        var hints = topics.Where(t => t.Posts > 0).Select(t => (t.Topic, Department: Department.Propose(config.Cases.Departments, null, t.Topic)))
            .Where(x => x.Department is { Playbook.Length: > 0 }).Take(MostHints).Select(x => new DigestPlan(null, x.Topic, $"{x.Department!.Name}：{x.Department.Playbook}"));
        return [.. ahead, .. hints];
    }
}
