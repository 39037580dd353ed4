using System.CommandLine;
using Monitor.Host.Replicas;

namespace Monitor.Host.Cli;

/// <summary>`monitor run`: the service.</summary>
internal static class RunCommand
{
    public static Command Build()
    {
        var config = Common.ConfigOption();
        var data = Common.DataOption();
        var urls = new Option<string[]>("--urls") { Description = "Addresses to listen on; overrides board.urls.", AllowMultipleArgumentsPerToken = true };
        var role = new Option<string>("--role")
        {
            Description = $"What this process does: some of {string.Join(", ", NodeRoles.Names)}, joined by commas, or all; else what MONITOR_ROLE says, else all. Less than all needs storage.kind postgres, where any number of processes share the work.",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("MONITOR_ROLE") is { Length: > 0 } given ? given : "all",
        };
        var command = new Command("run", "The service: loops, board, API.") { config, data, urls, role };
        command.SetAction((parsed, ct) => Common.GuardAsync(() => RunAsync(parsed.GetValue(config)!, parsed.GetValue(data), parsed.GetValue(urls), parsed.GetValue(role)!, ct)));
        return command;
    }

    private static async Task<int> RunAsync(string config, string? data, string[]? urls, string role, CancellationToken ct)
    {
        NodeRole roles;
        try
        {
            roles = NodeRoles.Parse(role);
        }
        catch (FormatException e)
        {
            return Common.Usage("--role: " + e.Message);
        }

        var options = new MonitorAppOptions { ConfigDirectory = config, DataDirectory = data, Urls = urls is { Length: > 0 } ? urls : null, Roles = roles };
        await using var app = await MonitorApp.BuildAsync(options, ct);
        await app.StartAsync(ct);
        await Console.Error.WriteLineAsync((roles.HasFlag(NodeRole.Board) ? "Board: " : "Health: ") + string.Join(' ', app.Urls));
        await app.WaitForShutdownAsync(ct);
        return Common.Fine;
    }
}
