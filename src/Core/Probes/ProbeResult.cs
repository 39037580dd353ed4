using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Core.Probes;

/// <summary>Unknown is not down: it means we could not tell (our own network, a cancelled check).</summary>
public enum ProbeState { Unknown, Up, Degraded, Down }

/// <summary>Milliseconds spent in each phase; null where the phase did not happen.</summary>
public sealed record PhaseTimings(double? Dns, double? Connect, double? Tls, double? FirstByte, double? Body, double Total);

/// <summary>One thing a probe noticed. <paramref name="Code"/> is stable (tls.expiring, http.status, http.text, tls.name ...).</summary>
public sealed record Finding(string Code, FindingSeverity Severity, string Message)
{
    /// <summary>What it is about, where one result can hold several of one code: an address, a host, a domain. Null where the code says it all.</summary>
    public string? Subject { get; init; }
}

public enum FindingSeverity { Info, Low, Medium, High }

/// <summary>One guarded system; read from config/targets/*.yaml.</summary>
public sealed record TargetDefinition : IValidatableObject
{
    [Required, Description("Unique id: lower-case letters, digits and dashes."), RegularExpression("^[a-z0-9][a-z0-9-]{1,62}$")]
    public string Id { get; init; } = "";

    [Required, Description("Name shown to people.")]
    public string Name { get; init; } = "";

    [Required, Description("Kind of probe; see `monitor kinds`.")]
    public string Kind { get; init; } = "";

    [Description("Time between two checks, such as 30s.")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(60);

    [Description("Failures before the target counts as down; in a row, unless `of` says otherwise."), Range(1, 100)]
    public int Confirm { get; init; } = 3;

    [Description("Of so many latest known results `confirm` must have failed; absent = as many as `confirm`, so all of them."), Range(1, 100)]
    public int? Of { get; init; }

    [Description("Good results in a row before it counts as up again; absent = `recoverAfter` of the rule `outage`."), Range(1, 100)]
    public int? Recover { get; init; }

    [Description("So many vantage points with recent results must see it fail before anything is told."), Range(1, 50)]
    public int Vantages { get; init; } = 1;

    [Description("When being out weighs more; absent = the last 24 hours of the phase 志愿填报 weigh three times.")]
    public IReadOnlyList<CriticalWindow>? Critical { get; init; }

    public bool Enabled { get; init; } = true;

    [Description("Share of the known time it is to be reachable, in percent; what is missing to 100 is the error budget of the digest."), Range(50.0, 99.9999)]
    public double Slo { get; init; } = 99.9;

    [Description("When it is expected to be out. Alerts are recorded, and told afterwards if they still fire.")]
    public IReadOnlyList<MaintenanceWindow> Maintenance { get; init; } = [];

    [Description("Targets without which this one cannot work: while one of them is out and that was told, this one's alerts are not told.")]
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>The kind's own options record, bound and validated by the host.</summary>
    public object? Options { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Of < Confirm) yield return new ValidationResult($"expected at least `confirm` ({Confirm}): of fewer results not so many can fail", [nameof(Of)]);
    }
}

/// <summary>The outcome of one check.</summary>
public sealed record ProbeResult
{
    public required string TargetId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required ProbeState State { get; init; }

    /// <summary>From where it was looked; null = from this service itself.</summary>
    public string? Vantage { get; init; }

    /// <summary>The phase of a result that says nothing of its target, because our own network was out.</summary>
    public const string OwnNetwork = "own-network";

    /// <summary>Phase in which it failed: dns, connect, tls, first-byte, body, check, or <see cref="OwnNetwork"/>; null when it did not fail.</summary>
    public string? FailedPhase { get; init; }

    /// <summary>What was seen and what was expected, for a person.</summary>
    public string? Message { get; init; }

    public PhaseTimings? Timings { get; init; }

    public int? Status { get; init; }

    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>What the server showed, also where an honest client would refuse it; null without TLS and in results stored before it was kept.</summary>
    public ServerCertificate? Certificate { get; init; }
}

/// <summary>A server's own certificate.</summary>
/// <param name="Name">Common name, or the first of its other names.</param>
/// <param name="Issuer">Common name of the one that signed it.</param>
public sealed record ServerCertificate(DateTimeOffset NotBefore, DateTimeOffset NotAfter, string Name, string Issuer);
