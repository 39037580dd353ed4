using System.CommandLine;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Host.Configuration;

namespace Monitor.Host.Cli;

/// <summary>`monitor path`: the data path with counts of what went through each room in the last day.</summary>
internal static class PathCommand
{
    /// <summary>In the order of the data path; docs/path.md explains each.</summary>
    public static IReadOnlyList<(string Name, string What)> Rooms { get; } =
    [
        ("sources", "enabled: collector → refine → known ids skipped"),
        ("posts", "assessed → folded → stored"),
        ("risky", "of these with high rumour risk"),
        ("stories", "grown"),
        ("targets", "enabled: probe"),
        ("probes", "results stored"),
        ("detectors", "enabled: window → signals → alert book"),
        ("alerts", "opened or changed → outbox"),
        ("notices", "entered the outbox"),
        ("delivered", "with receipt"),
        ("dead", "refused for good"),
    ];

    public static Command Build()
    {
        var (config, data, json) = (Common.ConfigOption(), Common.DataOption(), Common.JsonOption());
        var command = new Command("path", "The data path, room by room, with counts of the last 24 hours.") { config, data, json };
        command.SetAction((parsed, ct) => Common.GuardAsync(async () =>
        {
            await using var app = await Workshop.OpenAsync(parsed.GetValue(config)!, parsed.GetValue(data), ct);
            foreach (var room in await CountAsync(app.Services, ct))
                Console.WriteLine(parsed.GetValue(json) ? Common.Line(room) : $"{room.Room,-10} {room.Count,9}  {room.What}");
            return Common.Fine;
        }));
        return command;
    }

    private static async Task<IReadOnlyList<RoomCount>> CountAsync(IServiceProvider services, CancellationToken ct)
    {
        var (archive, ledger) = (services.GetRequiredService<IArchive>(), services.GetRequiredService<ILedger>());
        var config = services.GetRequiredService<ICurrentConfig>().Current;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var since = now.AddDays(-1);
        var curve = await archive.PostCurveAsync(since, now, TimeSpan.FromHours(1), ct);
        var probes = 0;
        foreach (var target in config.Targets) probes += (await archive.ProbesAsync(target.Id, since, 100_000, ct)).Count;
        var notices = (await ledger.NoticesAsync(null, 5_000, ct)).Where(n => n.Notice.CreatedAt >= since).ToList();
        int[] counts =
        [
            config.Sources.Count(s => s.Enabled), curve.Sum(b => b.Posts), curve.Sum(b => b.HighRisk), (await archive.StoriesAsync(since, 10_000, ct)).Count,
            config.Targets.Count(t => t.Enabled), probes, config.Rules.Count(r => r.Enabled), (await ledger.AlertsAsync(since, 10_000, ct)).Count,
            notices.Count, notices.Count(n => n.Status == NoticeStatus.Delivered), notices.Count(n => n.Status == NoticeStatus.Dead),
        ];
        return [.. Rooms.Zip(counts, (room, count) => new RoomCount(room.Name, count, room.What))];
    }

    private sealed record RoomCount(string Room, int Count, string What);
}
