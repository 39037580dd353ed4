using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Monitor.Core.Security;

namespace Monitor.Core.Probes;

/// <summary>Another place from which the same targets are checked: `vantages:` in monitor.yaml. It runs `monitor run --role probe` and reports here.</summary>
public sealed record VantagePoint
{
    [Required, Description("Unique id: lower-case letters, digits and dashes."), RegularExpression("^[a-z0-9][a-z0-9-]{0,30}$")]
    public string Id { get; init; } = "";

    [Required, Description("Where it stands, for people: a provider, a district.")]
    public string Name { get; init; } = "";

    [Required, Description("What it reports with, as env:NAME or file:/path; at least 16 characters.")]
    public Secret? Key { get; init; }

    [Description("Silence longer than this is told.")]
    public TimeSpan ExpectWithin { get; init; } = TimeSpan.FromMinutes(5);
}

/// <summary>When a vantage point was last heard, by the moment its report came in; since the start of the service, or of the point in the config, where it was not yet.</summary>
public sealed record VantageStatus(VantagePoint Point, DateTimeOffset Heard);
