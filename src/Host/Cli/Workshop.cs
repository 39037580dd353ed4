using System.CommandLine;
using Monitor.Host.Scheduling;

namespace Monitor.Host.Cli;

/// <summary>The composed service without its loops, for commands that do one thing once. Serves no pages: it is never started.</summary>
internal static class Workshop
{
    public static async Task<WebApplication> OpenAsync(string config, string? data, CancellationToken ct)
    {
        var options = new MonitorAppOptions { ConfigDirectory = config, DataDirectory = data, RunLoops = false, LogsToError = true };
        var app = await MonitorApp.BuildAsync(options, ct);
        // So that a post read once by hand is judged as the service would.
        await app.Services.GetRequiredService<FactShelf>().WarmAsync(options.Time.GetUtcNow(), ct);
        return app;
    }

    /// <summary>Gives a command the usual options and the composed service.</summary>
    /// <param name="dataName">Where --data already means something else, the name of the data directory's option.</param>
    public static Command Command(Command command, Func<IServiceProvider, ParseResult, CancellationToken, Task<int>> body, string dataName = "--data")
    {
        var (config, data) = (Common.ConfigOption(), Common.DataOption(dataName));
        command.Add(config);
        command.Add(data);
        command.SetAction((parsed, ct) => Common.GuardAsync(async () =>
        {
            await using var app = await OpenAsync(parsed.GetValue(config)!, parsed.GetValue(data), ct);
            return await body(app.Services, parsed, ct);
        }));
        return command;
    }
}
