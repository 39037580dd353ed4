using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Collectors;
using Monitor.Core.Contracts;
using Monitor.Core.Sources;
using Monitor.Host.Recording;
using Monitor.Host.Scheduling;

namespace Monitor.Host.Cli;

/// <summary>`monitor collect SOURCE`: one read now, with what each room did; stored only with --save, kept as a fixture only with --record.</summary>
internal static class CollectCommand
{
    /// <summary>Where the tests look for fixtures in a checkout.</summary>
    private static readonly string Fixtures = Path.Combine("tests", "Monitor.Tests", "Fixtures", "sources");

    public static Command Build()
    {
        var source = new Argument<string>("source") { Description = "Id of a source; it need not be enabled, except with --save." };
        var save = new Option<bool>("--save") { Description = "Store what was read." };
        var record = new Option<string?>("--record") { Description = $"Keep the answers and what was read as a fixture in DIR/SOURCE; DIR is {Fixtures} in a checkout, else `recorded`.", Arity = ArgumentArity.ZeroOrOne, HelpName = "DIR" };
        var force = new Option<bool>("--force") { Description = "Replace a fixture that is there." };
        var (config, data, json) = (Common.ConfigOption(), Common.DataOption(), Common.JsonOption());
        var command = new Command("collect", "Reads one source once, now, and says what each room did.") { source, save, record, force, config, data, json };
        command.SetAction((parsed, ct) => Common.GuardAsync(async () =>
        {
            var id = parsed.GetValue(source)!;
            if (parsed.GetResult(record) is not null)
                return parsed.GetValue(save) ? Common.Usage("--record stores nothing; leave --save out") : await RecordAsync(parsed.GetValue(config)!, id, parsed.GetValue(record), parsed.GetValue(force), ct);
            await using var app = await Workshop.OpenAsync(parsed.GetValue(config)!, parsed.GetValue(data), ct);
            var built = app.Services.GetRequiredService<Parts>().Now();
            if (Known(built.Config.Sources, id) is not { } definition) return Unknown(id, built.Config.Sources);
            if (!parsed.GetValue(save)) return await ShowAsync(app, built.Collectors.GetValueOrDefault(id) ?? Make(app, definition), definition, parsed.GetValue(json), ct);
            return built.Collectors.ContainsKey(id) ? await SaveAsync(app, id, parsed.GetValue(json), ct) : Common.Usage($"source '{id}' is not enabled, so nothing of it is stored; leave --save out to look at it");
        }));
        return command;
    }

    private static SourceDefinition? Known(IReadOnlyList<SourceDefinition> sources, string id) => sources.FirstOrDefault(s => s.Id == id);

    private static int Unknown(string id, IReadOnlyList<SourceDefinition> sources) => Common.Usage($"no source '{id}'; known: {string.Join(", ", sources.Select(s => s.Id))}");

    /// <summary>A source is looked at before it is switched on.</summary>
    private static ICollector Make(WebApplication app, SourceDefinition source) =>
        app.Services.GetRequiredService<OutsideKinds>().Collectors.First(k => k.Name == source.Kind).Create(source, app.Services.GetRequiredService<CollectorServices>());

    private static async Task<int> RecordAsync(string directory, string id, string? into, bool force, CancellationToken ct)
    {
        var config = Common.LoadConfig(directory);
        if (Known(config.Sources, id) is not { } source) return Unknown(id, config.Sources);
        var folder = Path.Combine(into ?? (Directory.Exists(Fixtures) ? Fixtures : "recorded"), id);
        // Before anything is fetched: a site is not asked for what will be thrown away.
        var there = Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any();
        if (there && !File.Exists(Path.Combine(folder, RecordedSource.FileName))) return Common.Usage($"{folder} is there and is no recording; name another DIR");
        if (there && !force) return Common.Usage($"{folder} is there already; --force replaces it");
        var (error, told) = await new SourceRecorder(config, TimeProvider.System, NullLoggerFactory.Instance).RecordAsync(source, folder, ct);
        await Console.Error.WriteLineAsync(error ?? told);
        return error is null ? Common.Fine : Common.Findings;
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
