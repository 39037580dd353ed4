using Microsoft.Extensions.Logging;
using Monitor.Host.Logging;
using Monitor.Host.Scheduling;
using Serilog;
using Serilog.Extensions.Logging;

namespace Monitor.Host.Cli;

/// <summary>The composed service without its loops, for commands that do one thing once. Serves no pages: it is never started.</summary>
internal static class Workshop
{
    public static async Task<WebApplication> OpenAsync(string config, string? data, CancellationToken ct)
    {
        var options = new MonitorAppOptions { ConfigDirectory = config, DataDirectory = data, RunLoops = false, Services = LogToError };
        var app = await MonitorApp.BuildAsync(options, ct);
        // So that a post read once by hand is judged as the service would.
        await app.Services.GetRequiredService<FactShelf>().WarmAsync(options.Time.GetUtcNow(), ct);
        return app;
    }

    private static void LogToError(IServiceCollection services) =>
        services.AddSingleton<ILoggerFactory>(_ => new SerilogLoggerFactory(LogSetup.Apply(new LoggerConfiguration(), toError: true).CreateLogger(), dispose: true));
}
