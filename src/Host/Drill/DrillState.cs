using Monitor.Host.Drill.Scenarios;

namespace Monitor.Host.Drill;

/// <summary>A wish to drill, laid into the ledger by the command; a service that runs takes it up at once, one that starts later does not.</summary>
internal sealed record DrillRequest
{
    public required string Id { get; init; }

    public required DrillScenario Scenario { get; init; }

    /// <summary>Ids of the channels that may hear it; empty = all.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    public required string By { get; init; }

    /// <summary>On the machine's clock. After this nobody takes it up any more.</summary>
    public required DateTimeOffset Expires { get; init; }
}

/// <summary>Why a drill ended.</summary>
internal enum DrillEnding { Done, Limit, Stopped, ServiceStopped, Crashed, Failed }

/// <summary>How the running drill stands, or how the last one ended; in the ledger, so that a service after a crash knows whom it must tell.</summary>
internal sealed record DrillState
{
    public required string Id { get; init; }

    public required DrillScenario Scenario { get; init; }

    public IReadOnlyList<string> Channels { get; init; } = [];

    public required string By { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset EndsBy { get; init; }

    public DateTimeOffset? FirstEventAt { get; init; }

    /// <summary>Random name of the process that plays it.</summary>
    public string Owner { get; init; } = "";

    /// <summary>Last sign of life of that process, on the machine's clock.</summary>
    public DateTimeOffset Beat { get; init; }

    public int Alerts { get; init; }

    public int Notices { get; init; }

    public int Delivered { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public DrillEnding? EndReason { get; init; }

    public string? EndedBy { get; init; }

    public bool IsRunning => EndedAt is null;

    /// <summary>For those who may not see the scenario's title.</summary>
    public string Title(bool seesRestricted) => Scenario.Restricted && !seesRestricted ? "受限演练" : Scenario.Title;
}
