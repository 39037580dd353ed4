using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Core.Alerts;
using Monitor.Host.Demo;
using Monitor.Host.Replay;
using Monitor.Host.Replay.Reading;
using Monitor.Host.Replay.Recording;
using Monitor.Host.Replay.Telling;
using Monitor.Storage.Sqlite;

namespace Monitor.EndToEnd.Support;

/// <summary>A finished demo's day, recorded from its store and replayed under its own configuration.</summary>
internal static class DayAgain
{
    /// <summary>Turns of an alert that people hear of: its moment, fingerprint and what happened.</summary>
    /// <param name="Settled">An end that had to wait until the alert had stopped flapping: one turn at the threshold more or less decides that, and moves the end by half an hour.</param>
    public sealed record Turn(string Fingerprint, DecisionReason Reason, DateTimeOffset At, bool Settled)
    {
        public static Turn Of(Decision d) => new(d.Fingerprint, d.Reason == DecisionReason.Settled ? DecisionReason.Resolved : d.Reason, d.At, d.Reason == DecisionReason.Settled);
    }

    public static async Task<(IReadOnlyList<Turn> Live, IReadOnlyList<Turn> Replayed, TimeSpan Look)> PlayAsync(string directory, double speed, CancellationToken ct)
    {
        await using var store = await SqliteStore.OpenAsync(Path.Combine(directory, "data"), TimeProvider.System, NullLoggerFactory.Instance, ct);
        var options = new ReplayOptions { Files = [], Config = Path.Combine(directory, "config") };
        var config = ReplayConfig.Load(options);
        var file = new ReplayFile("day", Path.Combine(directory, "day.jsonl"));
        await using (var output = new StringWriter())
        {
            await Recorder.WriteAsync(store.Archive, [.. config.Targets.Select(t => t.Id)], DemoDay.Start.AddHours(-1), DemoDay.Start.AddHours(6), output, ct);
            await File.WriteAllLinesAsync(file.Path, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => Slower(l, speed)), ct);
        }

        var survey = ReplaySurvey.Of([file], p => Assert.Fail(p.ToString()), ct);
        var told = new Turns();
        await new ReplayRun(ReplayConfig.With(config, survey), survey, told).PlayAsync(new EventOrder(options.Tolerance, p => Assert.Fail(p.ToString())).Merge([file]), ct);
        var live = (await store.Ledger.DecisionsAsync(null, 100_000, ct)).Where(d => Counts(d) && d.At <= survey.Until);
        return (Ordered(live.Select(Turn.Of)), Ordered(told.All.Where(t => t.At <= survey.Until)), config.JudgeEvery);
    }

    /// <summary>By alert: two alerts that turn within one look may do so in either order.</summary>
    private static IReadOnlyList<Turn> Ordered(IEnumerable<Turn> turns) => [.. turns.OrderBy(t => t.Fingerprint, StringComparer.Ordinal).ThenBy(t => t.At)];

    /// <summary>Probes time themselves by the machine's stopwatch, which the demo's clock outruns.</summary>
    private static string Slower(string line, double speed)
    {
        var json = JsonNode.Parse(line)!;
        if (json["took"] is { } took) json["took"] = Math.Round(took.GetValue<double>() * speed);
        return json.ToJsonString();
    }

    private static bool Counts(Decision d) => d.Reason is DecisionReason.Opened or DecisionReason.Escalated or DecisionReason.Resolved || (d.Reason == DecisionReason.Settled && d.Text.Contains("已经结束", StringComparison.Ordinal));

    private sealed class Turns : IReplayVoice
    {
        public List<Turn> All { get; } = [];

        public void Say(Decision decision)
        {
            if (Counts(decision)) All.Add(Turn.Of(decision));
        }

        public void Say(DateTimeOffset at, Core.Signals.Signal signal, Evidence evidence)
        {
        }

        public void Say(DateTimeOffset at, Alert alert, Evidence evidence)
        {
        }

        public void Say(Notice notice)
        {
        }

        public void Say(ReplayTally tally)
        {
        }
    }
}
