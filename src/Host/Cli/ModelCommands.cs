using System.CommandLine;
using Monitor.Analysis;
using Monitor.Analysis.Training;

namespace Monitor.Host.Cli;

/// <summary>`monitor train` and `monitor evaluate`: rebuild a model file, score the models on data they never saw.</summary>
internal static class ModelCommands
{
    public static Command Train()
    {
        var task = new Option<string>("--task") { Description = "sentiment, rumour, topic, form or voice.", Required = true };
        var data = Files();
        var output = new Option<string>("--out") { Description = "Folder for the model file.", DefaultValueFactory = _ => "models" };
        var command = new Command("train", "Rebuilds a model from labelled posts.") { task, data, output };
        command.SetAction((parsed, ct) => Common.GuardAsync(() =>
        {
            if (Missing(parsed.GetValue(data)!) is { } missing) return Task.FromResult(Common.Usage(missing));
            Trainer.Train(parsed.GetValue(task)!, parsed.GetValue(data)!, parsed.GetValue(output)!, Console.Error.WriteLine, ct);
            return Task.FromResult(Common.Fine);
        }));
        return command;
    }

    public static Command Evaluate()
    {
        var task = new Option<string>("--task") { Description = "sentiment, rumour, topic or form.", Required = true };
        var data = Files();
        var models = new Option<string?>("--models") { Description = "Folder of models; absent = the shipped ones." };
        var transformer = new TransformerChoice();
        var json = Common.JsonOption();
        var command = new Command("evaluate", "Scores the models on labelled posts.") { task, data, models, transformer.Directory, transformer.Share, json };
        command.SetAction((parsed, _) => Common.GuardAsync(() =>
        {
            if (Missing(parsed.GetValue(data)!) is { } missing) return Task.FromResult(Common.Usage(missing));
            Evaluator.Evaluate(parsed.GetValue(task)!, parsed.GetValue(data)!, AssessorFactory.Load(parsed.GetValue(models), transformer.Of(parsed)), Console.Out, parsed.GetValue(json));
            return Task.FromResult(Common.Fine);
        }));
        return command;
    }

    private static Option<string[]> Files() =>
        new("--data") { Description = "Labelled files, TSV or JSONL.", Required = true, AllowMultipleArgumentsPerToken = true };

    private static string? Missing(string[] files) => files.FirstOrDefault(f => !File.Exists(f)) is { } missing ? $"no such file: {missing}" : null;
}
