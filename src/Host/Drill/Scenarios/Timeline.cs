using System.Globalization;
using Monitor.Core.Posts;
using Monitor.Core.Probes;
using Monitor.Host.Replay.Reading;

namespace Monitor.Host.Drill.Scenarios;

/// <summary>A scenario's events, one by one, at moments of the clock; the events of a replay, so the same parts play them.</summary>
internal static class Timeline
{
    /// <param name="scenario">What happens.</param>
    /// <param name="drill">Id of this drill: another one's posts are other posts.</param>
    /// <param name="start">The drill's beginning.</param>
    public static IReadOnlyList<ReplayEvent> Of(DrillScenario scenario, string drill, DateTimeOffset start) =>
        [.. scenario.Events.Index().SelectMany(e => One(e.Item, e.Index, drill, start)).OrderBy(e => e.At)];

    private static IEnumerable<ReplayEvent> One(DrillEvent e, int number, string drill, DateTimeOffset start)
    {
        for (var i = 0; i < e.Times; i++)
        {
            var at = start + e.At + (e.Every * i);
            yield return e.Target is { } target ? Check(e, target, at) : Post(e, string.Create(CultureInfo.InvariantCulture, $"{drill}-{number}-{i}"), i, at);
        }
    }

    private static ProbeEvent Check(DrillEvent e, string target, DateTimeOffset at) =>
        new(new ProbeResult { TargetId = target, At = at, State = e.State, FailedPhase = e.State is ProbeState.Down or ProbeState.Degraded ? e.Phase ?? "connect" : null, Message = e.Message });

    private static PostEvent Post(DrillEvent e, string id, int turn, DateTimeOffset at) => new(
        at,
        new RawPost
        {
            SourceId = e.Source!,
            NativeId = id,
            Title = e.Heading,
            Text = e.Texts.Count == 0 ? "" : e.Texts[turn % e.Texts.Count],
            Author = e.Author ?? "drill " + id,
            Published = at,
        },
        null, null, Backfill: false);
}
