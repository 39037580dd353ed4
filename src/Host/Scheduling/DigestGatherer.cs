using Monitor.Alerts.Digest;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Probes;
using Monitor.Host.Configuration;

namespace Monitor.Host.Scheduling;

/// <summary>Reads a week's figures for the letter.</summary>
internal sealed class DigestGatherer(ICurrentConfig config, IArchive archive, ILedger ledger)
{
    private const int MostAlerts = 5_000;
    private const int MostStories = 1_000;
    private const int MostConcerns = 5;
    private const int FewestAskers = 3;
    private const int MostResults = 50_000;

    public async Task<DigestData> GatherAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken ct)
    {
        var c = config.Current;
        var curve = await archive.PostCurveAsync(from, until, TimeSpan.FromHours(1), ct);
        var stories = await archive.StoriesAsync(from, MostStories, ct);
        var alerts = (await ledger.AlertsAsync(from, MostAlerts, ct)).Where(a => a.OpenedAt >= from && a.OpenedAt < until);
        var concerns = await Board.ConcernDesk.ReadAsync(archive, c, from, until, ct);
        var targets = new List<DigestTarget>();
        foreach (var target in c.Targets.Where(t => t.Enabled)) targets.Add(Count(target, await archive.ProbesAsync(target.Id, from, MostResults, ct), until));
        return new DigestData
        {
            From = from,
            Until = until,
            Season = c.Season.Name,
            Posts = new DigestPosts(curve.Sum(b => b.Negative), curve.Sum(b => b.Neutral), curve.Sum(b => b.Positive)),
            TopStories = [.. stories.Where(s => s.Topic != Topics.StudentWellbeing).OrderByDescending(s => s.MaxRisk).ThenByDescending(s => s.Posts).Take(10)
                .Select(s => new DigestStory(s.Text, s.MaxRisk, s.Posts, s.Authors, s.Platforms, s.FirstSeen))],
            Unanswered = [.. concerns.Where(x => x is { Answered: false, Askers: >= FewestAskers }).Take(MostConcerns).Select(x => new DigestConcern(x.Label, x.Askers, x.Posts.Count, x.FirstSeen))],
            Alerts = [.. alerts.GroupBy(a => (a.Team, a.Level)).Select(Sum)],
            Targets = targets,
            NextPhase = c.Season.Phases.Where(p => p.From >= until).OrderBy(p => p.From).FirstOrDefault(),
        };
    }

    private static DigestAlerts Sum(IGrouping<(Team Team, WarningLevel Level), Alert> group)
    {
        var waits = group.Where(a => a.AcknowledgedAt is not null).Select(a => (a.AcknowledgedAt!.Value - a.OpenedAt).TotalSeconds).ToList();
        TimeSpan? mean = waits.Count > 0 ? TimeSpan.FromSeconds(waits.Average()) : null;
        return new DigestAlerts(group.Key.Team, group.Key.Level, group.Count(), waits.Count, mean);
    }

    private static DigestTarget Count(TargetDefinition target, IReadOnlyList<ProbeResult> results, DateTimeOffset until)
    {
        int Of(ProbeState state) => results.Count(r => r.State == state && r.At < until);
        return new DigestTarget(target.Name, Of(ProbeState.Up), Of(ProbeState.Degraded), Of(ProbeState.Down), Of(ProbeState.Unknown));
    }
}
