using System.Globalization;
using Serilog;
using Serilog.Events;

namespace Monitor.Host.Logging;

/// <summary>ECS JSON to stdout for machines, short lines for a person at a terminal.</summary>
internal static class LogSetup
{
    private const string ForPeople = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}";

    /// <param name="toError">Commands keep stdout for their answer.</param>
    public static LoggerConfiguration Apply(LoggerConfiguration logging, bool toError = false)
    {
        logging.Enrich.With<LinkMask>()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft.AspNetCore", LogEventLevel.Warning)
            .MinimumLevel.Override("System.Net.Http", LogEventLevel.Warning)
            .MinimumLevel.Override("Quartz", LogEventLevel.Warning);
        LogEventLevel? all = toError ? LogEventLevel.Verbose : null;
        var machine = toError ? Console.IsErrorRedirected : Console.IsOutputRedirected;
        return machine
            ? logging.WriteTo.Console(new EcsFormatter(), standardErrorFromLevel: all)
            : logging.WriteTo.Console(outputTemplate: ForPeople, formatProvider: CultureInfo.InvariantCulture, standardErrorFromLevel: all);
    }
}
