using Monitor.Alerts.Digest;
using Monitor.Core.Alerts;
using Monitor.Core.Cases;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Probes;
using Monitor.Host.Configuration;
using Monitor.Host.Digests;

namespace Monitor.Host.Scheduling;

/// <summary>Reads a period's figures for the letter. What is restricted, and what concerns people in distress, is left out: letters travel further than the board.</summary>
internal sealed class DigestGatherer(ICurrentConfig config, IArchive archive, ILedger ledger)
{
    private const int MostRows = 5_000;
    private const int MostStories = 1_000;
    private const int MostConcerns = 5;
    private const int MostWeaknesses = 100_000;
    private const int FewestAskers = 3;

    /// <summary>Two weeks of a check every six seconds.</summary>
    private const int MostResults = 200_000;

    /// <summary>A case opened longer ago than this is not looked for when it is closed.</summary>
    private static readonly TimeSpan LongestCase = TimeSpan.FromDays(60);

    public async Task<DigestData> GatherAsync(DigestSpan span, CancellationToken ct)
    {
        var (c, from, until) = (config.Current, span.From, span.Until);
        var curve = await archive.PostCurveAsync(from, until, TimeSpan.FromHours(1), ct);
        var before = await archive.PostCurveAsync(from - span.Length, from, TimeSpan.FromHours(1), ct);
        var hours = await archive.TopicHoursAsync(from, until, ct);
        var cases = (await ledger.CasesAsync(from - LongestCase, MostRows, ct)).Where(x => !x.Restricted && x.OpenedAt < until).ToList();
        var alerts = (await ledger.AlertsAsync(from, MostRows, ct)).Where(a => !a.Restricted && a.OpenedAt >= from && a.OpenedAt < until).ToList();
        var verdicts = (await ledger.VerdictsAsync(MostRows, ct)).ToDictionary(v => v.AlertId, v => v.Right, StringComparer.Ordinal);
        var concerns = await Board.ConcernDesk.ReadAsync(archive, c, from, until, ct);
        var topics = DigestFigures.Topics(hours);
        var targets = await TargetsAsync(c, span, ct);
        var weaknesses = await ledger.WeaknessesAsync(from, MostWeaknesses, ct);
        return new DigestData
        {
            Period = span.Period,
            From = from,
            Until = until,
            Season = c.Season.Name,
            Posts = DigestFigures.Sum(curve),
            PostsBefore = before.Count > 0 ? DigestFigures.Sum(before) : null,
            HighRisk = curve.Sum(b => b.HighRisk),
            Curve = DigestFigures.Curve(span, curve),
            Topics = topics,
            TopStories = await StoriesAsync(cases, span, ct),
            Unanswered = [.. concerns.Where(x => x is { Answered: false, Askers: >= FewestAskers } && !x.Topics.Contains(Topics.StudentWellbeing)).Take(MostConcerns)
                .Select(x => new DigestConcern(x.Label, x.Askers, x.Posts.Count, x.FirstSeen))],
            Alerts = [.. alerts.GroupBy(a => (a.Team, a.Level)).Select(g => DigestFigures.Alerts(g.Key.Team, g.Key.Level, [.. g], verdicts))],
            Verdicts = DigestFigures.Verdicts(alerts, verdicts),
            Cases = DigestCaseFigures.Of(cases, c.Cases.Limits, span),
            Targets = targets,
            Weaknesses = DigestWeaknessFigures.Of(weaknesses, span, id => c.Targets.FirstOrDefault(t => t.Id == id)?.Name ?? id),
            MeanToFix = DigestWeaknessFigures.MeanToFix(weaknesses, span),
            Delivery = await DeliveryAsync(span, ct),
            Plans = DigestFigures.Plans(c, topics, span),
            ThisPhase = c.Season.At(until.AddTicks(-1)),
            NextPhase = c.Season.Phases.Where(p => p.From >= until).OrderBy(p => p.From).FirstOrDefault(),
        };
    }

    private async Task<IReadOnlyList<DigestStory>> StoriesAsync(List<Case> cases, DigestSpan span, CancellationToken ct)
    {
        var stories = await archive.StoriesAsync(span.From, MostStories, ct);
        // CasesAsync gives the newest first: that one's word counts.
        var known = cases.Where(x => x.StoryId is not null).GroupBy(x => x.StoryId!, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        return
        [
            .. stories.Where(s => s.Topic != Topics.StudentWellbeing && s.FirstSeen < span.Until).OrderByDescending(s => s.MaxRisk).ThenByDescending(s => s.Posts).ThenBy(s => s.Id, StringComparer.Ordinal).Take(10)
                .Select(s => new DigestStory(s.Text, s.MaxRisk, s.Posts, s.Authors, s.Platforms, s.FirstSeen) { Verdict = known.GetValueOrDefault(s.Id)?.Verdict, Answered = known.GetValueOrDefault(s.Id)?.Answer is not null }),
        ];
    }

    private async Task<IReadOnlyList<DigestTarget>> TargetsAsync(MonitorConfig c, DigestSpan span, CancellationToken ct)
    {
        var targets = new List<DigestTarget>();
        foreach (var target in c.Targets.Where(t => t.Enabled))
        {
            var results = (await archive.ProbesAsync(target.Id, span.From, MostResults, ct)).Where(r => r.At >= span.From && r.At < span.Until).OrderBy(r => r.At).ToList();
            var curve = await archive.ProbeCurveAsync(target.Id, span.From, span.Until, ProbeBucket.Width, ct);
            targets.Add(DigestTargetFigures.Availability(target, results) with { ByTime = Availability.Of(target, c.Season, curve) });
        }

        return targets;
    }

    private async Task<DigestDelivery> DeliveryAsync(DigestSpan span, CancellationToken ct)
    {
        var notices = (await ledger.NoticesAsync(null, MostRows, ct)).Where(n => n.Notice.CreatedAt >= span.From && n.Notice.CreatedAt < span.Until).ToList();
        int Of(params NoticeStatus[] status) => notices.Count(n => status.Contains(n.Status));
        return new DigestDelivery(Of(NoticeStatus.Delivered), Of(NoticeStatus.Waiting, NoticeStatus.Leased), Of(NoticeStatus.Dead));
    }
}
