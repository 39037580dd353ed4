using System.CommandLine;
using Monitor.Host.Api.V1;
using Monitor.Host.Board.Access.Table;

namespace Monitor.Host.Cli;

/// <summary>`monitor api access|openapi`: what the program says of its own endpoints, as files of docs/.</summary>
internal static class ApiCommand
{
    public static Command Build() => new("api", "What other programs are told of the API.") { Access(), Document() };

    private static Command Document()
    {
        var command = new Command("openapi", "Prints docs/openapi.json: every call of the API.");
        command.SetAction((_, ct) => Common.GuardAsync(async () =>
        {
            var home = Directory.CreateTempSubdirectory("monitor-openapi");
            try
            {
                await File.WriteAllTextAsync(Path.Combine(home.FullName, "monitor.yaml"), "storage: {}\n", ct);
                var options = new MonitorAppOptions { ConfigDirectory = home.FullName, DataDirectory = Path.Combine(home.FullName, "data"), RunLoops = false, LogsToError = true, Urls = ["http://127.0.0.1:0"] };
                await using var app = await MonitorApp.BuildAsync(options, ct);
                // What a service offers is known when it has been started.
                await app.StartAsync(ct);
                await Console.Out.WriteAsync(await ApiDocument.ReadAsync(app.Services, ct));
                return Common.Fine;
            }
            finally
            {
                home.Delete(recursive: true);
            }
        }));
        return command;
    }

    private static Command Access()
    {
        var command = new Command("access", "Prints docs/access.md: every endpoint, and who may come.");
        command.SetAction(_ => Console.Out.Write(AccessDocument.Markdown()));
        return command;
    }
}
