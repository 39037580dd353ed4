using Microsoft.Extensions.Logging;
using Monitor.Host.Logging;
using Serilog;
using Serilog.Extensions.Logging;

namespace Monitor.Host.Cli;

/// <summary>The composed service without its loops, for commands that do one thing once. Serves no pages: it is never started.</summary>
internal static class Workshop
{
    public static Task<WebApplication> OpenAsync(string config, string? data, CancellationToken ct) =>
        MonitorApp.BuildAsync(new MonitorAppOptions { ConfigDirectory = config, DataDirectory = data, RunLoops = false, Services = LogToError }, ct);

    private static void LogToError(IServiceCollection services) =>
        services.AddSingleton<ILoggerFactory>(_ => new SerilogLoggerFactory(LogSetup.Apply(new LoggerConfiguration(), toError: true).CreateLogger(), dispose: true));
}
