using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Net;
using Monitor.Collectors.Fetching;
using Monitor.Collectors.Urls;

namespace Monitor.Collectors.Probes.Lookalike;

/// <summary>Options of the probe kind <c>lookalike</c>.</summary>
public sealed record LookalikeProbeOptions : IValidatableObject
{
    [Required, Description("Own names whose imitations are looked for, such as zhaokao.example.edu.cn.")]
    public IReadOnlyList<string> Domains { get; init; } = [];

    [Description("Pinyin of the district and the office, such as [yunchuan, zhaokao]: joined, shortened to initials and swapped with each other.")]
    public IReadOnlyList<string> Names { get; init; } = [];

    [Description("Words of the trade that imitations add.")]
    public IReadOnlyList<string> Words { get; init; } = Trade.Words;

    [Description("Endings under which imitations are looked for.")]
    public IReadOnlyList<string> Endings { get; init; } = Trade.Endings;

    [Description("Names that are one's own or known to be harmless; what lies below them is too.")]
    public IReadOnlyList<string> Allow { get; init; } = [];

    [Description("Most names, the likeliest first."), Range(1, 50_000)]
    public int Most { get; init; } = 3000;

    [Description("Names asked for in one look; the next look goes on where it ended."), Range(1, 50_000)]
    public int PerLook { get; init; } = 500;

    [Description("Resolvers to ask, each an address or address:port; the next one is asked where the first cannot say. Empty = the machine's own.")]
    public IReadOnlyList<string> Resolvers { get; init; } = [];

    [Description("Questions at one time."), Range(1, 50)]
    public int Parallel { get; init; } = 8;

    [Description("Least time from one question to the next."), Range(typeof(TimeSpan), "00:00:00", "00:00:10")]
    public TimeSpan Pace { get; init; } = TimeSpan.FromMilliseconds(50);

    [Description("Limit for one answer of a resolver, such as 3s."), Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);

    [Description("Page that imitations copy; default: https:// and the first of domains.")]
    public string? Site { get; init; }

    [Description("Front pages read in one look; 0 = none, names only."), Range(0, 500)]
    public int Pages { get; init; } = 20;

    [Description("Likeness from 0 to 1 from which a page counts as a copy."), Range(0.1, 1.0)]
    public double Similar { get; init; } = 0.5;

    [Description("How long a name found anew stays new, unless it is allowed or gone before.")]
    public TimeSpan NewFor { get; init; } = TimeSpan.FromDays(30);

    [Description("Contact put in the User-Agent: a web or mail address.")]
    public string? Contact { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Domains.Count == 0) yield return new("domains: expected at least one own name", [nameof(Domains)]);
        foreach (var domain in Domains.Concat(Allow).Where(d => DomainParts.Of(d) is null))
            yield return new($"domains, allow: '{domain}' is no name that someone can own; expected one such as zhaokao.example.edu.cn", [nameof(Domains)]);
        foreach (var ending in Endings.Where(e => HostName.ToAscii(e.TrimStart('.')) is null or ""))
            yield return new($"endings: '{ending}' is no ending; expected one such as com or com.cn", [nameof(Endings)]);
        foreach (var name in Names.Where(n => Pinyin.Syllables(n).Count == 0))
            yield return new($"names: '{name}' is no pinyin; expected syllables such as yunchuan or yun'chuan", [nameof(Names)]);
        foreach (var word in Words.Where(w => !DomainParts.IsLabel(w.ToLowerInvariant())))
            yield return new($"words: '{word}' cannot stand in a name; expected letters, digits and dashes", [nameof(Words)]);
        foreach (var resolver in Resolvers.Where(r => !IPEndPoint.TryParse(r, out _)))
            yield return new($"resolvers: '{resolver}' is not an address or address:port", [nameof(Resolvers)]);
        if (Site is not null && !(Uri.TryCreate(Site, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            yield return new($"site: '{Site}' is not an http:// or https:// address", [nameof(Site)]);
        if (Contact is not null && FetchSettings.UserAgentFault(PageLook.AgentOf(Contact)) is not null)
            yield return new($"contact: '{Contact}' cannot be sent in a User-Agent; expected a web or mail address in ASCII", [nameof(Contact)]);
    }
}
