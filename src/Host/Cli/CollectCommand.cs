using System.CommandLine;
using Monitor.Core.Contracts;
using Monitor.Core.Sources;
using Monitor.Host.Scheduling;

namespace Monitor.Host.Cli;

/// <summary>`monitor collect SOURCE`: one read now, with what each room did; stored only with --save.</summary>
internal static class CollectCommand
{
    public static Command Build()
    {
        var source = new Argument<string>("source") { Description = "Id of an enabled source." };
        var save = new Option<bool>("--save") { Description = "Store what was read." };
        var (config, data, json) = (Common.ConfigOption(), Common.DataOption(), Common.JsonOption());
        var command = new Command("collect", "Reads one source once, now, and says what each room did.") { source, save, config, data, json };
        command.SetAction((parsed, ct) => Common.GuardAsync(async () =>
        {
            await using var app = await Workshop.OpenAsync(parsed.GetValue(config)!, parsed.GetValue(data), ct);
            var id = parsed.GetValue(source)!;
            var built = app.Services.GetRequiredService<Parts>().Now();
            if (!built.Collectors.TryGetValue(id, out var collector)) return Common.Usage($"no enabled source '{id}'; known: {string.Join(", ", built.Collectors.Keys)}");
            return parsed.GetValue(save) ? await SaveAsync(app, id, parsed.GetValue(json), ct) : await ShowAsync(app, collector, built.Config.Sources.First(s => s.Id == id), parsed.GetValue(json), ct);
        }));
        return command;
    }

    private static async Task<int> SaveAsync(WebApplication app, string id, bool json, CancellationToken ct)
    {
        var run = await app.Services.GetRequiredService<CollectLoop>().RunAsync(id, ct);
        Console.WriteLine(json ? Common.Line(run!) : $"{run!.State}: {run.Items} items, {run.Fresh} new, {run.Broken} broken. {run.Error}");
        return Exit(run!.State);
    }

    private static async Task<int> ShowAsync(WebApplication app, ICollector collector, SourceDefinition source, bool json, CancellationToken ct)
    {
        var read = await collector.CollectAsync(null, ct);
        var taken = await app.Services.GetRequiredService<Intake>().TakeAsync(read.Posts, source, backfill: true, ct);
        foreach (var step in read.Trace) await Console.Error.WriteLineAsync(step);
        foreach (var entry in read.Broken.Concat(taken.Broken)) await Console.Error.WriteLineAsync("skipped: " + entry);
        await Console.Error.WriteLineAsync($"{read.State}: {read.Posts.Count} items, {taken.Fresh.Count} new, {taken.Seen.Count} known. {read.Error}");
        foreach (var post in taken.Fresh)
            Console.WriteLine(json ? Common.Line(post) : $"{post.Published:yyyy-MM-dd HH:mm}  {post.Assessment?.Sentiment.Label,-8} {post.Assessment?.Rumour.Score:0.00} {post.Assessment?.Rumour.Band,-6} {post.Title ?? post.Text}");
        return Exit(read.State);
    }

    private static int Exit(SourceState state) => state is SourceState.Ok or SourceState.Quiet ? Common.Fine : Common.Findings;
}
