using System.CommandLine;
using Monitor.Analysis;
using Monitor.Analysis.Claims.Facts;
using Monitor.Host.Configuration;

namespace Monitor.Host.Cli;

/// <summary>`monitor assess -`: JSON lines of posts in, judgements out.</summary>
internal static class AssessEntry
{
    public static Command Build()
    {
        var input = new Argument<string>("input") { Description = "- for stdin, or a file of JSON lines." };
        var models = new Option<string?>("--models") { Description = "Folder of models; absent = the shipped ones." };
        var transformer = new TransformerChoice();
        var config = new Option<string?>("--config") { Description = "Config directory: its facts.yaml is what claims are held against, its season names the district; absent = neither." };
        var command = new Command("assess", "Judges posts: relevance, sentiment, rumour risk, topics, form, claims.") { input, models, transformer.Directory, transformer.Share, config };
        command.SetAction((parsed, ct) => Common.GuardAsync(async () =>
        {
            var source = parsed.GetValue(input)!;
            if (source != "-" && !File.Exists(source)) return Common.Usage($"no such file: {source}");
            var local = parsed.GetValue(config) is { } directory ? Common.LoadConfig(directory) : new MonitorConfig();
            var assessor = new DistrictAssessor(AssessorFactory.Load(parsed.GetValue(models), transformer.Of(parsed)), () => local.Season.Districts);
            var written = local.Facts;
            var book = FactBook.Empty.With(written.Facts, written.Rebuttals);
            return await JsonLines.AnswerAsync(source, line => AssessCommand.AnswerLine(assessor, line, book, TimeProvider.System.GetUtcNow()), ct);
        }));
        return command;
    }
}
