using System.CommandLine;
using Monitor.Analysis;

namespace Monitor.Host.Cli;

/// <summary>`monitor assess -`: JSON lines of posts in, judgements out.</summary>
internal static class AssessEntry
{
    public static Command Build()
    {
        var input = new Argument<string>("input") { Description = "- for stdin, or a file of JSON lines." };
        var models = new Option<string?>("--models") { Description = "Folder of models; absent = the shipped ones." };
        var command = new Command("assess", "Judges posts: relevance, sentiment, rumour risk, topics, form.") { input, models };
        command.SetAction((parsed, ct) => Common.GuardAsync(async () =>
        {
            var source = parsed.GetValue(input)!;
            if (source != "-" && !File.Exists(source)) return Common.Usage($"no such file: {source}");
            var assessor = AssessorFactory.Load(parsed.GetValue(models));
            return await JsonLines.AnswerAsync(source, line => AssessCommand.AnswerLine(assessor, line), ct);
        }));
        return command;
    }
}
