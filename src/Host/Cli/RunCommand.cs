using System.CommandLine;

namespace Monitor.Host.Cli;

/// <summary>`monitor run`: the service.</summary>
internal static class RunCommand
{
    public static Command Build()
    {
        var config = Common.ConfigOption();
        var data = Common.DataOption();
        var urls = new Option<string[]>("--urls") { Description = "Addresses to listen on; overrides board.urls.", AllowMultipleArgumentsPerToken = true };
        var command = new Command("run", "The service: loops, board, API.") { config, data, urls };
        command.SetAction((parsed, ct) => Common.GuardAsync(() => RunAsync(parsed.GetValue(config)!, parsed.GetValue(data), parsed.GetValue(urls), ct)));
        return command;
    }

    private static async Task<int> RunAsync(string config, string? data, string[]? urls, CancellationToken ct)
    {
        var options = new MonitorAppOptions { ConfigDirectory = config, DataDirectory = data, Urls = urls is { Length: > 0 } ? urls : null };
        await using var app = await MonitorApp.BuildAsync(options, ct);
        await app.StartAsync(ct);
        await Console.Error.WriteLineAsync("Board: " + string.Join(' ', app.Urls));
        await app.WaitForShutdownAsync(ct);
        return Common.Fine;
    }
}
