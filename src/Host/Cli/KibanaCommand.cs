using System.CommandLine;
using System.Text;
using Monitor.Host.Acknowledging;
using Monitor.Host.Configuration;
using Monitor.Host.Configuration.Binding;
using Monitor.Host.Kibana;
using Monitor.Storage.Elasticsearch;
using Monitor.Storage.Elasticsearch.Kibana;

namespace Monitor.Host.Cli;

/// <summary>`monitor kibana`: writes the boards over the archive as a file, puts them into Kibana, and looks whether they are there.</summary>
internal static class KibanaCommand
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static Command Build() => new("kibana", "The boards over the archive in Kibana.") { Export(), Import(), Check() };

    private static Command Export()
    {
        var config = Common.ConfigOption();
        var output = new Option<string?>("--out") { Description = "File to write; absent = standard output." };
        var address = new Option<string?>("--public-url") { Description = "Address of Monitor's own board for links, in place of board.publicUrl." };
        var command = new Command("export", "Writes the boards as a file of saved objects, for those who import by hand.") { config, output, address };
        command.SetAction((parsed, ct) => Common.GuardAsync(async () =>
        {
            var loaded = Common.LoadConfig(parsed.GetValue(config)!);
            if (parsed.GetValue(address) is { } given && !Uri.TryCreate(given, UriKind.Absolute, out _)) return Common.Usage($"--public-url expects an address such as {BoardFile.SampleUrl}");
            var text = BoardFile.Write(Names(loaded, parsed.GetValue(address)));
            if (parsed.GetValue(output) is not { } file) await Console.Out.WriteAsync(text);
            else await File.WriteAllTextAsync(file, text, Utf8, ct);
            return Common.Fine;
        }));
        return command;
    }

    private static Command Import()
    {
        var overwrite = new Option<bool>("--overwrite") { Description = "Replaces what is there under the same ids; false leaves it and says so.", DefaultValueFactory = _ => true };
        var wait = new Option<string>("--wait") { Description = "How long to wait for a Kibana that is starting or away, such as 5m.", DefaultValueFactory = _ => "0s" };
        return OnKibana(new Command("import", "Puts the boards into Kibana. Doing it again changes nothing but what people changed on them.") { overwrite, wait }, async (kibana, names, parsed, ct) =>
        {
            if (!Durations.TryParse(parsed.GetValue(wait)!, out var patience) || patience > TimeSpan.FromHours(1)) return Common.Usage("--wait expects a length of time up to 1h, such as 5m");
            if (names.PublicUrl is null) await Console.Error.WriteLineAsync("board.publicUrl is not set: rows on the boards carry no links to Monitor's own board");
            var steps = await KibanaAdmin.ImportAsync(kibana, Utf8.GetBytes(BoardFile.Write(names)), parsed.GetValue(overwrite), patience, Console.Error.WriteLine, TimeProvider.System, ct);
            return Tell(steps, parsed.GetValue<bool>("--json"));
        });
    }

    private static Command Check() => OnKibana(new Command("check", "Looks whether the boards are there as this build and configuration would import them."), async (kibana, names, parsed, ct) =>
        Tell(await KibanaAdmin.CheckAsync(kibana, BoardFile.Marks(names), ct), parsed.GetValue<bool>("--json")));

    private static int Tell(IReadOnlyList<BoardStep> steps, bool json)
    {
        foreach (var s in steps) Console.WriteLine(json ? Common.Line(s) : $"{(s.Ok ? "ok  " : "FAIL")} {s.State,-18} {s.Type} {s.Id} {s.Detail}".TrimEnd());
        return steps.Count > 0 && steps.All(s => s.Ok) ? Common.Fine : Common.Findings;
    }

    private static BoardNames Names(MonitorConfig config, string? address) => new(config.Storage.Archive.Prefix, address?.TrimEnd('/') ?? LinkMaker.Board(config));

    /// <summary>For commands that talk to Kibana; options outrank the configuration.</summary>
    private static Command OnKibana(Command command, Func<KibanaConfig, BoardNames, ParseResult, CancellationToken, Task<int>> body)
    {
        var (config, json) = (Common.ConfigOption(), Common.JsonOption());
        var url = new Option<string?>("--url") { Description = "Address of Kibana, in place of kibana.url." };
        var space = new Option<string?>("--space") { Description = "Space, in place of kibana.space." };
        var key = new Option<string?>("--key") { Description = "File with the API key, in place of kibana.apiKeyFile." };
        foreach (var option in new Option[] { config, url, space, key, json }) command.Add(option);
        command.SetAction((parsed, ct) => Common.GuardAsync(async () =>
        {
            var loaded = Common.LoadConfig(parsed.GetValue(config)!);
            var kibana = loaded.Kibana with
            {
                Url = parsed.GetValue(url) ?? loaded.Kibana.Url,
                Space = parsed.GetValue(space) ?? loaded.Kibana.Space,
                ApiKeyFile = parsed.GetValue(key) ?? loaded.Kibana.ApiKeyFile,
            };
            if (kibana.Url is null) return Common.Usage("no Kibana: set kibana.url or give --url");
            if (loaded.Storage.Archive.Kind != ArchiveKind.Elasticsearch) await Console.Error.WriteLineAsync("storage.archive.kind is not elasticsearch: nothing is sent that these boards could show");
            var faults = new List<System.ComponentModel.DataAnnotations.ValidationResult>();
            if (!System.ComponentModel.DataAnnotations.Validator.TryValidateObject(kibana, new(kibana), faults, validateAllProperties: true))
                return Common.Usage(string.Join('\n', faults.Select(f => $"kibana.{string.Join(',', f.MemberNames)}: {f.ErrorMessage}")));
            return await body(kibana, Names(loaded, null), parsed, ct);
        }));
        return command;
    }
}
