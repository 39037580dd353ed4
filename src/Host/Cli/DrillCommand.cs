using System.CommandLine;
using Monitor.Host.Configuration;
using Monitor.Host.Configuration.Binding;
using Monitor.Host.Drill;
using Monitor.Host.Drill.Scenarios;

namespace Monitor.Host.Cli;

/// <summary>`monitor drill SCENARIO`: an exercise through the running service; `stop`, `list` and `report` beside it.</summary>
internal static class DrillCommand
{
    public static Command Build()
    {
        var scenario = new Argument<string>("scenario") { Description = "Id of a file in config/drills, or a file." };
        var channels = new Option<string[]>("--channels") { Description = "Ids of the only channels that may hear it, with commas; absent = all that would hear it in earnest.", AllowMultipleArgumentsPerToken = true };
        var most = new Option<string?>("--max") { Description = "Ends after this long, such as 20m; absent = the scenario's own limit." };
        var dry = new Option<bool>("--dry-run") { Description = "Shows what would go to whom if nobody reacted; sends nothing, needs no running service." };
        var yes = new Option<bool>("--yes") { Description = "Does not ask." };
        var detach = new Option<bool>("--detach") { Description = "Returns once the service has begun." };
        var by = Who();
        var output = Out();
        var json = Common.JsonOption();
        var command = new Command("drill", "An exercise through the running service, marked 演练 everywhere, ending in an after-action report. Exit 0: every goal met; 1: not, or no service.")
        {
            scenario, channels, most, dry, yes, detach, by, output, json, Stop(), List(), Report(),
        };
        return Workshop.Command(command, async (services, parsed, ct) =>
        {
            var (config, name) = (services.GetRequiredService<ICurrentConfig>().Current, parsed.GetValue(scenario)!);
            var found = Find(config, name);
            if (found is null) return Common.Usage($"no drill has the id '{name}'; there are: {(config.Scenarios.Count == 0 ? "none" : string.Join(", ", config.Scenarios.Select(s => s.Id)))}");
            if (parsed.GetValue(most) is { } limit)
            {
                if (!Durations.TryParse(limit, out var span) || span < TimeSpan.FromSeconds(5) || span > DrillScenario.Longest) return Common.Usage("--max expects a length of time from 5s to 8h");
                found = found with { Limit = span };
            }

            string[] chosen = [.. (parsed.GetValue(channels) ?? []).SelectMany(c => c.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct()];
            if (chosen.FirstOrDefault(c => config.Channels.All(x => x.Id != c)) is { } unknown)
                return Common.Usage($"no channel has the id '{unknown}'; there are: {string.Join(", ", config.Channels.Select(c => c.Id))}");
            var talk = new DrillTalk(services, found, chosen, parsed.GetValue(json), parsed.GetValue(output));
            if (parsed.GetValue(dry)) return await talk.RehearseAsync(parsed.GetValue<string?>("--data"), ct);
            return await talk.HoldAsync(parsed.GetValue(by)!, parsed.GetValue(yes), parsed.GetValue(detach), parsed.GetValue<string?>("--data"), ct);
        });
    }

    private static Command Stop()
    {
        var by = Who();
        return Workshop.Command(new Command("stop", "Ends the running drill at once and tells everyone who heard of it.") { by }, async (services, parsed, ct) =>
            await DrillTalk.StopAsync(services, parsed.GetValue(by)!, ct));
    }

    private static Command List()
    {
        var json = Common.JsonOption();
        return Workshop.Command(new Command("list", "Scenarios that can be drilled, and drills that were held.") { json }, async (services, parsed, ct) =>
            await DrillTalk.ListAsync(services, parsed.GetValue(json), ct));
    }

    private static Command Report()
    {
        var id = new Argument<string?>("id") { Description = "Id of a drill; absent = the last one.", Arity = ArgumentArity.ZeroOrOne };
        var output = Out();
        var json = Common.JsonOption();
        return Workshop.Command(new Command("report", "The after-action report of a drill that was held.") { id, output, json }, async (services, parsed, ct) =>
            await DrillTalk.ReportAsync(services, parsed.GetValue(id), parsed.GetValue(json), parsed.GetValue(output), ct));
    }

    private static DrillScenario? Find(MonitorConfig config, string name)
    {
        if (config.Scenarios.FirstOrDefault(s => s.Id == name) is { } known) return known;
        if (!File.Exists(name)) return null;
        var (scenario, errors) = ConfigLoader.LoadScenario(name);
        return scenario ?? throw new ConfigException(errors);
    }

    private static Option<string> Who() => new("--by") { Description = "Who leads it; the account at this machine unless said.", DefaultValueFactory = _ => Environment.UserName };

    private static Option<string?> Out() => new("--out") { Description = "Writes the report as .docx too." };
}
