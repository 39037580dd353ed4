using System.CommandLine;
using Monitor.Core.Contracts;
using Monitor.Core.Alerts;
using Monitor.Host.Configuration;

namespace Monitor.Host.Cli;

/// <summary>`monitor path`: the data path with counts of what went through each room in the last day.</summary>
internal static class PathCommand
{
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
        return
        [
            new("sources", config.Sources.Count(s => s.Enabled), "enabled: collector → refine → known ids skipped"),
            new("posts", curve.Sum(b => b.Posts), "assessed → folded → stored"),
            new("risky", curve.Sum(b => b.HighRisk), "of these with high rumour risk"),
            new("stories", (await archive.StoriesAsync(since, 10_000, ct)).Count, "grown"),
            new("targets", config.Targets.Count(t => t.Enabled), "enabled: probe"),
            new("probes", probes, "results stored"),
            new("detectors", config.Rules.Count(r => r.Enabled), "enabled: window → signals → alert book"),
            new("alerts", (await ledger.AlertsAsync(since, 10_000, ct)).Count, "opened or changed → outbox"),
            new("notices", notices.Count, "entered the outbox"),
            new("delivered", notices.Count(n => n.Status == NoticeStatus.Delivered), "with receipt"),
            new("dead", notices.Count(n => n.Status == NoticeStatus.Dead), "refused for good"),
        ];
    }

    private sealed record RoomCount(string Room, int Count, string What);
}
