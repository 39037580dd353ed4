using Monitor.Host.Replicas;

namespace Monitor.Host;

/// <summary>What a caller (the command line, the demo, a test) decides about one running service.</summary>
internal sealed record MonitorAppOptions
{
    public required string ConfigDirectory { get; init; }

    /// <summary>Overrides storage.directory of the config.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>What this process does; less than all needs a store that is shared.</summary>
    public NodeRole Roles { get; init; } = NodeRole.All;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Schedules run this many times faster than written; the demo's clock runs as fast.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Overrides board.urls of the config.</summary>
    public IReadOnlyList<string>? Urls { get; init; }

    /// <summary>False builds board and store without loops, for tests of pages.</summary>
    public bool RunLoops { get; init; } = true;

    /// <summary>Even what is logged before the container stands goes to standard error: a command's answer on standard output is read by programs.</summary>
    public bool LogsToError { get; init; }

    /// <summary>Extra places for the log, which get it masked as all do.</summary>
    public Action<Serilog.Configuration.LoggerSinkConfiguration>? Sinks { get; init; }

    /// <summary>Extra services and pages, used by the demo for its receivers' page.</summary>
    public Action<IServiceCollection>? Services { get; init; }

    public Action<WebApplication>? Pages { get; init; }
}
