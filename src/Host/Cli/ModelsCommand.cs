using System.CommandLine;
using System.Globalization;
using Monitor.Analysis.Feedback;
using Monitor.Analysis.Models;
using Monitor.Host.Models;

namespace Monitor.Host.Cli;

/// <summary>`monitor models list|try|use|rollback`: which models judge, and how others come to.</summary>
internal static class ModelsCommand
{
    public static Command Build() => new("models", "The sets of models: lists them, tries and puts in use a better one, goes back.") { List(), Try(), Use(), RollBack() };

    private static Command List()
    {
        var json = Common.JsonOption();
        return Workshop.Command(new Command("list", "The sets kept here and the one in use.") { json }, (services, parsed, _) =>
        {
            var store = services.GetRequiredService<ModelStore>();
            var pointer = services.GetRequiredService<IModelStatus>().Pointer();
            var fine = true;
            foreach (var set in store.Sets().Prepend(ModelPointer.BuiltIn).Select(name => SetLine.Of(store, name, pointer)))
            {
                Console.WriteLine(parsed.GetValue(json) ? Common.Line(set) : set.ToString());
                fine &= !set.InUse || set.Error is null;
            }

            if (pointer is null) Console.Error.WriteLine($"{store.PointerFile} cannot be read: nothing is in use. Run monitor models rollback.");
            return Task.FromResult(fine && pointer is not null ? Common.Fine : Common.Findings);
        });
    }

    private static Command Try()
    {
        var (directory, data, json) = (Candidate(), Data(), Common.JsonOption());
        return Workshop.Command(new Command("try", "Measures a set against the one in use; changes nothing.") { directory, data, json }, async (services, parsed, ct) =>
        {
            if (Missing(parsed.GetValue(directory)!, parsed.GetValue(data)!) is { } missing) return Common.Usage(missing);
            var (_, result) = await services.GetRequiredService<ModelSwitch>().TryAsync(parsed.GetValue(directory)!, parsed.GetValue(data)!, ct);
            Print(result, parsed.GetValue(json));
            return result.Accepted ? Common.Fine : Common.Findings;
        }, dataName: "--store");
    }

    private static Command Use()
    {
        var (directory, data, json) = (Candidate(), Data(), Common.JsonOption());
        return Workshop.Command(new Command("use", "Puts a set in use if it beats the one in use; refuses with the figures otherwise.") { directory, data, json }, async (services, parsed, ct) =>
        {
            if (Missing(parsed.GetValue(directory)!, parsed.GetValue(data)!) is { } missing) return Common.Usage(missing);
            var (version, result) = await services.GetRequiredService<ModelSwitch>().UseAsync(parsed.GetValue(directory)!, parsed.GetValue(data)!, Who(), ct);
            Print(result, parsed.GetValue(json));
            await Console.Error.WriteLineAsync(version is null ? "Refused; the models in use stay." : $"In use: {version}. A running service takes it over within seconds; back with monitor models rollback.");
            return version is null ? Common.Findings : Common.Fine;
        }, dataName: "--store");
    }

    private static Command RollBack() => Workshop.Command(new Command("rollback", "Goes back to the models used before."), async (services, _, ct) =>
    {
        var back = await services.GetRequiredService<ModelSwitch>().RollBackAsync(Who(), ct);
        foreach (var broken in back?.Broken ?? []) await Console.Error.WriteLineAsync($"passed over, does not load: {broken}");
        if (back is null) await Console.Error.WriteLineAsync("There is nothing to go back to.");
        else Console.WriteLine($"In use: {back.Value.Version}");
        return back is null ? Common.Findings : Common.Fine;
    });

    private static Argument<string> Candidate() => new("dir") { Description = "Folder that holds the whole candidate set, all tasks, and nothing else." };

    private static Option<string[]> Data() =>
        new("--data") { Description = "Fixed development files, TSV or JSONL, never trained on; stored labels are added.", Required = true, AllowMultipleArgumentsPerToken = true };

    private static string? Missing(string directory, string[] files) =>
        !Directory.Exists(directory) ? $"no such folder: {directory}" : files.FirstOrDefault(f => !File.Exists(f)) is { } missing ? $"no such file: {missing}" : null;

    private static string Who() => "command line: " + Environment.UserName;

    private static void Print(TrialResult result, bool json)
    {
        if (json)
        {
            foreach (var figure in result.Figures) Console.WriteLine(Common.Line(figure));
            Console.WriteLine(Common.Line(new { result.Accepted, result.Why }));
            return;
        }

        Console.WriteLine($"{"task",-10} {"data",-24} {"measure",-8} {"posts",6} {"present",8} {"candidate",9} {"change",7} {"noise",6}  outcome");
        foreach (var f in result.Figures)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{f.Task,-10} {f.Data,-24} {f.Measure,-8} {f.Posts,6} {f.Present,8:0.000} {f.Candidate,9:0.000} {f.Difference,7:+0.000;-0.000} {f.Noise,6:0.000}  {Word(f.Outcome)}"));
        Console.WriteLine($"{(result.Accepted ? "Accepted" : "Refused")}: {result.Why}.");
    }

    private static string Word(TrialOutcome outcome) => outcome switch
    {
        TrialOutcome.TooFew => "too few, no vote",
        TrialOutcome.Uncompared => "nothing to compare with",
        TrialOutcome.Same => "within the noise",
        _ => outcome.ToString().ToLowerInvariant(),
    };

    private sealed record SetLine(string Set, bool InUse, DateTimeOffset? Since, string? Model, string? Error)
    {
        public static SetLine Of(ModelStore store, string name, ModelPointer? pointer)
        {
            var inUse = pointer?.Current == name;
            try
            {
                return new SetLine(name, inUse, inUse ? pointer!.Since : null, store.Load(name).Model, null);
            }
            catch (ModelLoadException e)
            {
                return new SetLine(name, inUse, inUse ? pointer!.Since : null, null, e.Message);
            }
        }

        public override string ToString() => $"{(InUse ? '*' : ' ')} {Set,-48} {Since:yyyy-MM-dd HH:mm} {Error ?? Model}";
    }
}
