using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Host.Configuration;
using Monitor.Host.Drill.Reporting;
using Monitor.Host.Drill.Scenarios;
using Monitor.Host.Replay.Playing;

namespace Monitor.Host.Drill.Playing;

/// <summary>What a drill would say if nobody reacted until its time limit: the same parts under a virtual clock, nothing sent.</summary>
internal sealed record Rehearsal(DrillReport Report, IReadOnlyList<Notice> Notices)
{
    private const int Most = 10_000;

    /// <param name="config">The operator's configuration.</param>
    /// <param name="scenario">What is played.</param>
    /// <param name="channels">Ids of the channels that may hear it; empty = all.</param>
    /// <param name="data">Data directory with the models in use; null = as configured.</param>
    /// <param name="start">When it would begin: quiet hours count.</param>
    /// <param name="archive">Official words known so far; null = those of facts.yaml alone.</param>
    public static async Task<Rehearsal> PlayAsync(
        MonitorConfig config, DrillScenario scenario, IReadOnlyList<string> channels, string? data, DateTimeOffset start, IArchive? archive, CancellationToken ct)
    {
        var home = Directory.CreateTempSubdirectory("monitor-rehearsal");
        try
        {
            var clock = new VirtualClock(start);
            var options = new MonitorAppOptions { ConfigDirectory = home.FullName, DataDirectory = data ?? config.Storage.Directory, Time = clock };
            await using var station = await DrillStation.OpenAsync(DrillConfig.With(config, scenario, channels), options, home.FullName, NullLoggerFactory.Instance, null, ct);
            await station.WarmAsync(archive, null, ct);
            var play = new DrillPlay(station, scenario, "rehearsal", start, NullLogger.Instance);
            for (var now = start; now <= start + scenario.Limit; now += config.JudgeEvery)
            {
                ct.ThrowIfCancellationRequested();
                clock.MoveTo(now);
                await play.StepAsync(ct);
            }

            var notices = (await station.Ledger.NoticesAsync(null, Most, ct)).Select(n => n.Notice)
                .Select(n => DrillMark.On(n, config.Channels.First(c => c.Id == n.Channel).Language)).Reverse().ToList();
            var state = new DrillState
            {
                Id = "rehearsal",
                Scenario = scenario,
                By = "",
                StartedAt = start,
                EndsBy = start + scenario.Limit,
                FirstEventAt = play.FirstEvent,
                EndedAt = clock.GetUtcNow(),
                EndReason = DrillEnding.Limit,
            };
            return new Rehearsal(await DrillReporter.ComposeAsync(state, station.Ledger, config.Drills, ct), notices);
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }
}
