using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Monitor.Collectors.Fetching;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Exposure;

/// <summary>Options of the probe kind <c>exposure</c>.</summary>
public sealed record ExposureProbeOptions : IValidatableObject
{
    [Required, Description("Own hosts that may be looked at, each listed by itself: zy.example.edu.cn, with a port zy.example.edu.cn:8443, or with http:// where there is no TLS. No other host is ever asked.")]
    public IReadOnlyList<string> Hosts { get; init; } = [];

    [Required, Description("Number of the document that authorises the look at these hosts.")]
    public string Authorisation { get; init; } = "";

    [Required, Description("Last day of the authorisation (Beijing time), such as 2027-08-31; afterwards nothing is sent.")]
    public DateOnly? Until { get; init; }

    [Description("Contact put in the User-Agent, so that whoever reads the logs knows whom to ask: a web or mail address.")]
    public string? Contact { get; init; }

    [Description("Pause between two requests; there is never more than one at a time."), Range(typeof(TimeSpan), "00:00:00.5", "00:01:00")]
    public TimeSpan Pace { get; init; } = TimeSpan.FromSeconds(2);

    [Description("Requests of one look; the next look goes on where it ended."), Range(10, 2000)]
    public int Most { get; init; } = 250;

    [Description("Limit for one request, such as 10s."), Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    [Description("Paths of one's own that must not be public.")]
    public IReadOnlyList<OwnPath> Paths { get; init; } = [];

    [Description("Checks left out, by id, such as robots or git-head.")]
    public IReadOnlyList<string> Skip { get; init; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrWhiteSpace(Authorisation)) yield return new("authorisation: expected the number of the authorising document", [nameof(Authorisation)]);
        if (Hosts.Count == 0) yield return new("hosts: expected at least one own host", [nameof(Hosts)]);
        foreach (var host in Hosts.Where(h => ExposureHosts.OriginOf(h) is null))
            yield return new($"hosts: '{host}' is no host; expected a name or address, with :port or http:// where needed, and no path or pattern", [nameof(Hosts)]);
        if (Contact is not null && FetchSettings.UserAgentFault(ExposureDoor.AgentOf(Contact)) is not null)
            yield return new($"contact: '{Contact}' cannot be sent in a User-Agent; expected a web or mail address in ASCII", [nameof(Contact)]);
        foreach (var path in Paths.Where(p => !p.Path.StartsWith('/') || p.Path.StartsWith("//", StringComparison.Ordinal)))
            yield return new($"paths: '{path.Path}' is no path; expected one that begins with a single /", [nameof(Paths)]);
        foreach (var id in Skip.Where(id => !ExposureCatalog.Ids.Contains(id)))
            yield return new($"skip: there is no check '{id}'; expected one of {string.Join(", ", ExposureCatalog.Ids)}", [nameof(Skip)]);
    }
}

/// <summary>A path of the district's own that must not be public.</summary>
public sealed record OwnPath
{
    [Required, Description("Path, such as /export/students.csv.")]
    public string Path { get; init; } = "";

    [Description("Text that shows it is the thing itself; default: any answer 200 that is unlike the answer to a path that cannot exist.")]
    public string? Contains { get; init; }

    [Description("low, medium or high.")]
    public FindingSeverity Severity { get; init; } = FindingSeverity.High;
}
