using System.CommandLine;
using Monitor.Host.Configuration;
using Monitor.Host.Configuration.Schema;

namespace Monitor.Host.Cli;

/// <summary>`monitor check-config`: every mistake at once.</summary>
internal static class CheckConfigCommand
{
    public static Command Build()
    {
        var config = Common.ConfigOption();
        var json = Common.JsonOption();
        var schema = new Option<bool>("--write-schema") { Description = "Write schema/*.json into the config directory." };
        var command = new Command("check-config", "Every mistake at once: file, line, key, what was expected.") { config, json, schema };
        command.SetAction((parsed, ct) => Common.GuardAsync(() => CheckAsync(parsed.GetValue(config)!, parsed.GetValue(json), parsed.GetValue(schema), ct)));
        return command;
    }

    private static async Task<int> CheckAsync(string directory, bool json, bool schema, CancellationToken ct)
    {
        if (schema) await SchemaWriter.WriteAsync(directory, ct);
        var result = ConfigLoader.Load(directory);
        foreach (var error in result.Errors) Console.WriteLine(json ? Common.Line(error) : error.ToString());
        if (result.Config is not { } c) return Common.WrongUsage;
        foreach (var note in SourceNotes.Of(c)) await Console.Error.WriteLineAsync(note);
        if (!json) Console.WriteLine($"Fine: {c.Sources.Count} sources, {c.Targets.Count} targets, {c.Rules.Count} rules, {c.Channels.Count} channels, {c.Scenarios.Count} drills, {c.Templates.Own} own templates, {c.Facts.Facts.Count} facts.");
        return Common.Fine;
    }
}
