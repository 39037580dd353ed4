using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Host.Configuration;
using Monitor.Host.Replay.Playing;
using Monitor.Host.Replay.Reading;
using Monitor.Host.Replay.Telling;
using Monitor.Host.Scheduling;

namespace Monitor.Host.Replay;

/// <summary>Plays recordings through the service's own loops: what is due is read, then judged, then the clock moves on to the next look.</summary>
internal sealed class ReplayRun(MonitorConfig config, ReplaySurvey survey, IReplayVoice voice)
{
    /// <summary>After the last event alerts get this long to end; who has not ended by then never will, for want of data.</summary>
    private static readonly TimeSpan Longest = PostWindow.LookBack + TimeSpan.FromHours(1);

    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(30);

    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly ReplayTally _tally = new(survey.From, survey.Until);

    /// <summary>Looks at every turn, also where nothing happens.</summary>
    public bool Everywhere { get; init; }

    /// <summary>Called now and then with the number of events played.</summary>
    public Action<long> Progress { get; init; } = _ => { };

    /// <summary>Asked at the end: lines left out.</summary>
    public Func<long> LeftOut { get; init; } = () => survey.Problems;

    /// <param name="events">In the order of time.</param>
    public async Task<ReplayTally> PlayAsync(IEnumerable<ReplayEvent> events, CancellationToken ct)
    {
        await using var station = await ReplayStation.OpenAsync(config, survey.From - config.JudgeEvery, ct);
        await OpenSourcesAsync(station, ct);
        var reporter = new Reporter(voice, _tally, station.Get<IArchive>(), station.Refiner.Name);
        var pace = new Pace(config.JudgeEvery, config.Season, PostWindow.LookBack, Everywhere);
        using var coming = events.GetEnumerator();
        DateTimeOffset? next = MoveNext(coming) ? coming.Current.At : null;
        var (now, stirred, played) = (survey.From, survey.From, 0L);
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            station.Clock.MoveTo(now);
            for (; next <= now; next = MoveNext(coming) ? coming.Current.At : null)
            {
                station.Playback.Put(coming.Current);
                Count(coming.Current);
                played++;
                stirred = now;
            }

            if (await LookAsync(station, reporter, now, ct)) stirred = now;
            Progress(played);
            if (next is null && (now - survey.Until >= Longest || (now - survey.Until >= Shortest && _open.Count == 0))) break;
            now = pace.Next(now, stirred, _open.Count > 0, next);
        }

        _tally.Problems = LeftOut();
        voice.Say(_tally);
        return _tally;
    }

    /// <summary>A source's first read is its past and raises nothing; only what the recording marks so is.</summary>
    private async Task OpenSourcesAsync(ReplayStation station, CancellationToken ct)
    {
        foreach (var post in survey.Backfill) station.Playback.Put(post);
        _tally.Posts += survey.Backfill.Count;
        foreach (var source in config.Sources) await station.Get<CollectLoop>().RunAsync(source.Id, ct);
    }

    /// <returns>True when an alert changed or something was decided.</returns>
    private async Task<bool> LookAsync(ReplayStation station, Reporter reporter, DateTimeOffset now, CancellationToken ct)
    {
        await station.Playback.PlayAsync(station.Get<CollectLoop>(), station.Get<ProbeLoop>(), ct);
        var outcome = await station.Get<JudgeLoop>().TickAsync(ct);
        _tally.Looks++;
        _open.UnionWith(outcome.Changed.Select(a => a.Id));
        _open.ExceptWith(outcome.Changed.Where(a => a.State == AlertState.Resolved).Select(a => a.Id));
        await reporter.TellAsync(now, station.Heard, outcome, ct);
        return outcome.Changed.Count + outcome.Decisions.Count > 0;
    }

    private void Count(ReplayEvent e)
    {
        if (e is PostEvent) _tally.Posts++;
        else if (e is ProbeEvent) _tally.Probes++;
    }

    /// <summary>Backfill was read at the opening.</summary>
    private static bool MoveNext(IEnumerator<ReplayEvent> events)
    {
        while (events.MoveNext())
            if (events.Current is not PostEvent { Backfill: true }) return true;
        return false;
    }
}
