using Monitor.Alerts.Webhook;
using Monitor.Core.Alerts;
using Monitor.Core.Probes;
using Monitor.Core.Signals;
using Monitor.Host.Configuration;
using Monitor.Host.Replay.Playing;
using Monitor.Host.Replay.Reading;
using Monitor.Host.Scheduling;

namespace Monitor.Bench.Flaps;

/// <summary>
/// The service itself on a clock moved by hand: many targets that fail now and then for a single check, one with a real outage, one that goes to and
/// fro, one with gaps and results that tell nothing. What of it is told to people is counted.
/// </summary>
internal static class FlapPlay
{
    public const string Outage = "outage", Flapping = "flapping", Gaps = "gaps";

    private static readonly DateTimeOffset Start = new(2026, 6, 27, 0, 0, 0, TimeSpan.FromHours(8));
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    /// <param name="noisy">Targets of which one check in a hundred fails.</param>
    /// <param name="length">Virtual time; the outage and the flapping lie in its first half.</param>
    /// <param name="confirm">Failures that confirm an outage.</param>
    /// <param name="single">A failure is never followed by another at once; false = each check fails by itself.</param>
    public static async Task<FlapReport> PlayAsync(int noisy, TimeSpan length, int confirm, bool single, CancellationToken ct)
    {
        var ids = Enumerable.Range(1, noisy).Select(i => $"noisy-{i}").Append(Outage).Append(Flapping).Append(Gaps).ToList();
        await using var station = await ReplayStation.OpenAsync(Config(ids, confirm), Start - Every, ct);
        var world = new FlapWorld(single, Every, length);
        var report = new FlapReport();
        for (var at = Start; at < Start + length; at += Every)
        {
            station.Clock.MoveTo(at);
            foreach (var id in ids)
            {
                if (world.Next(id, at, at - Start) is not { } result) continue;
                station.Playback.Put(new ProbeEvent(result));
                report.See(result);
            }

            await station.Playback.PlayAsync(station.Get<CollectLoop>(), station.Get<ProbeLoop>(), ct);
            report.Hear(await station.Get<JudgeLoop>().TickAsync(ct));
        }

        return report;
    }

    private static MonitorConfig Config(IReadOnlyList<string> ids, int confirm) => new()
    {
        Targets = [.. ids.Select(id => new TargetDefinition { Id = id, Name = id, Kind = Playback.Kind, Interval = Every, Confirm = confirm })],
        Rules = [.. new[] { "outage", "own-network", "budget-burn", "slow-hours", "certificate" }.Select(kind => new DetectorDefinition { Kind = kind })],
        Channels = [new ChannelDefinition { Id = "duty", Kind = "webhook", Options = new WebhookOptions { Url = "http://127.0.0.1:9/" } }],
    };
}
