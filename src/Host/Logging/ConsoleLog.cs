using System.Globalization;
using Monitor.Host.Logging.Ecs;
using Serilog;
using Serilog.Configuration;
using Serilog.Events;

namespace Monitor.Host.Logging;

/// <summary>ECS JSON for machines, short lines for a person at a terminal.</summary>
internal static class ConsoleLog
{
    public const string ForPeople = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}";

    public static void Add(LoggerSinkConfiguration sinks, EcsFormatter ecs, bool toError)
    {
        LogEventLevel? all = toError ? LogEventLevel.Verbose : null;
        var machine = toError ? Console.IsErrorRedirected : Console.IsOutputRedirected;
        if (machine) sinks.Console(ecs, standardErrorFromLevel: all);
        else sinks.Console(outputTemplate: ForPeople, formatProvider: CultureInfo.InvariantCulture, standardErrorFromLevel: all);
    }
}
