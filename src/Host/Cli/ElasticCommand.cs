using System.CommandLine;
using Monitor.Core.Contracts;
using Monitor.Storage.Elasticsearch;

namespace Monitor.Host.Cli;

/// <summary>`monitor elastic`: sets the cluster up, looks at it, reads from it, and helps what it refused.</summary>
internal static class ElasticCommand
{
    public static Command Build() => new("elastic", "The archive on Elasticsearch.") { SetUp(), Check(), Export(), Resend(), Replay() };

    private static Command SetUp()
    {
        var key = new Option<string?>("--key") { Description = "File with an administrator's API key (manage_ilm, manage_index_templates, monitor; manage on the indices); absent = storage.archive.apiKeyFile." };
        return OnCluster(new Command("setup", "Puts policies and templates that are missing or older; what a newer build put is left alone.") { key }, async (archive, parsed, ct) =>
        {
            var steps = await ElasticAdmin.SetupAsync(archive, parsed.GetValue(key), TimeProvider.System, ct);
            foreach (var step in steps) Console.WriteLine(parsed.GetValue<bool>("--json") ? Common.Line(step) : $"{step.State,-8} {step.Path}");
            return steps.Any(s => s.State is "foreign") ? Common.Findings : Common.Fine;
        });
    }

    private static Command Check() => OnCluster(new Command("check", "Looks at server, templates and the key's rights, and says what to do."), async (archive, parsed, ct) =>
    {
        var checks = await ElasticAdmin.CheckAsync(archive, TimeProvider.System, ct);
        foreach (var c in checks) Console.WriteLine(parsed.GetValue<bool>("--json") ? Common.Line(c) : $"{(c.Ok ? "ok  " : "FAIL")} {c.Name,-9} {c.Detail}");
        return checks.All(c => c.Ok) ? Common.Fine : Common.Findings;
    });

    private static Command Replay()
    {
        var file = new Argument<string>("file") { Description = "Exchanges recorded by the tests." };
        return OnCluster(new Command("replay", "Sends recorded exchanges to a server set aside for it and tells where its answers differ.") { file }, async (archive, parsed, ct) =>
        {
            var differences = await ElasticAdmin.ReplayAsync(archive, parsed.GetValue(file)!, TimeProvider.System, ct);
            foreach (var difference in differences) Console.WriteLine(difference);
            return differences.Count == 0 ? Common.Fine : Common.Findings;
        });
    }

    private static Command Export()
    {
        var from = new Option<DateTimeOffset?>("--from") { Description = "Published since then, ISO 8601 with offset." };
        var until = new Option<DateTimeOffset?>("--until") { Description = "Published before." };
        var words = new Option<string?>("--words") { Description = "Words that must all occur." };
        var source = new Option<string?>("--source") { Description = "Only of this source." };
        return Workshop.Command(new Command("export", "Writes the posts Elasticsearch holds as JSON lines, newest first, as they stand at this moment.") { from, until, words, source }, async (services, parsed, ct) =>
        {
            if (services.GetService<ElasticStore>() is not { } elastic) return Common.Usage(NotConfigured);
            var query = new PostQuery { From = parsed.GetValue(from), Until = parsed.GetValue(until), Words = parsed.GetValue(words), SourceId = parsed.GetValue(source) };
            await foreach (var post in elastic.ExportAsync(query, ct)) Console.WriteLine(Common.Line(post));
            return Common.Fine;
        });
    }

    private static Command Resend()
    {
        var all = new Option<bool>("--all") { Description = "Queues everything of the last days once more, not only what was refused." };
        return Workshop.Command(new Command("resend", "Queues what Elasticsearch had refused for good, after the cause was mended; the running service sends it.") { all }, async (services, parsed, ct) =>
        {
            if (services.GetService<ElasticStore>() is not { } elastic) return Common.Usage(NotConfigured);
            var queued = await elastic.ReviveAsync(ct) + (parsed.GetValue(all) ? await elastic.FillAsync(ct) : 0);
            Console.WriteLine($"{queued} queued");
            return Common.Fine;
        });
    }

    private const string NotConfigured = "storage.archive.kind is not elasticsearch";

    /// <summary>For commands that need the cluster and nothing of the service.</summary>
    private static Command OnCluster(Command command, Func<ArchiveConfig, ParseResult, CancellationToken, Task<int>> body)
    {
        var (config, json) = (Common.ConfigOption(), Common.JsonOption());
        command.Add(config);
        command.Add(json);
        command.SetAction((parsed, ct) => Common.GuardAsync(async () =>
        {
            var archive = Common.LoadConfig(parsed.GetValue(config)!).Storage.Archive;
            return archive.Kind == ArchiveKind.Elasticsearch ? await body(archive, parsed, ct) : Common.Usage(NotConfigured);
        }));
        return command;
    }
}
