using System.CommandLine;
using Monitor.Collectors.Trying;

namespace Monitor.Host.Cli;

/// <summary>`monitor try -`: JSON lines of recorded files in, what the parsers read out, in order, in one process.</summary>
internal static class TryCommand
{
    public static Command Build()
    {
        var input = new Argument<string>("input") { Description = "- for stdin, or a file of JSON lines; relative paths in it count from its folder." };
        var command = new Command("try", "Runs the parsing code on recorded files.") { input };
        command.SetAction((parsed, ct) => Common.GuardAsync(async () =>
        {
            var source = parsed.GetValue(input)!;
            if (source != "-" && !File.Exists(source)) return Common.Usage($"no such file: {source}");
            var folder = source == "-" ? null : Path.GetDirectoryName(Path.GetFullPath(source));
            return await JsonLines.AnswerAsync(source, line => TryParser.Answer(line, folder, TimeProvider.System.GetUtcNow()), ct);
        }));
        return command;
    }
}
