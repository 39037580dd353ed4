using System.CommandLine;
using Monitor.Analysis.Feedback;
using Monitor.Core.Contracts;
using Monitor.Core.Judgements;

namespace Monitor.Host.Cli;

/// <summary>`monitor labels export`: what people said of posts, as training reads it.</summary>
internal static class LabelsCommand
{
    private const int Most = 1_000_000;

    public static Command Build() => new("labels", "What people said of posts.") { Export() };

    private static Command Export()
    {
        var task = new Option<string?>("--task") { Description = "Only posts labelled for this task: sentiment, rumour, topic or form; absent = any." };
        task.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<string?>() is { } value && !LabelTasks.All.Contains(value)) r.AddError($"--task expects {string.Join(", ", LabelTasks.All)}, found '{value}'");
        });
        var all = new Option<bool>("--all") { Description = "With the fifth held out for measuring new models; never train on that." };
        return Workshop.Command(new Command("export", "Writes the labels as JSON lines for `train`, masked text only.") { task, all }, async (services, parsed, ct) =>
        {
            var labels = await services.GetRequiredService<ILedger>().LabelsAsync(null, Most, ct);
            foreach (var line in LabelLines.Of(labels, parsed.GetValue(task), parsed.GetValue(all))) Console.WriteLine(line);
            return Common.Fine;
        });
    }
}
