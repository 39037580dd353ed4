using Monitor.Collectors.Probes.Tampering.Page;

namespace Monitor.Collectors.Probes.Tampering.Baseline;

/// <summary>One look at the page as it is kept: what can be compared, nothing else.</summary>
internal sealed record Look
{
    public string Title { get; init; } = "";

    public string Meta { get; init; } = "";

    public IReadOnlyList<TextBlock> Blocks { get; init; } = [];

    public IReadOnlyList<FormFact> Forms { get; init; } = [];

    public IReadOnlyList<string> Links { get; init; } = [];

    public IReadOnlyList<string> Scripts { get; init; } = [];

    public IReadOnlyList<string> Iframes { get; init; } = [];

    public string Refresh { get; init; } = "";

    /// <summary>Hidden links to other sites, as host and words.</summary>
    public IReadOnlyList<string> Hidden { get; init; } = [];

    /// <summary>What was found and needs no baseline, by key; accepted together with the look.</summary>
    public IReadOnlyList<string> Signs { get; init; } = [];

    public static Look Of(PageFacts facts, IEnumerable<string> signs) => new()
    {
        Title = Masks.Text(facts.Title),
        Meta = Masks.Cut($"{facts.Description} | {facts.Keywords} | {facts.Canonical}", 300),
        Blocks = facts.Blocks,
        Forms = facts.Forms,
        Links = facts.LinkHosts,
        Scripts = facts.Scripts,
        Iframes = facts.Iframes,
        Refresh = facts.Refresh,
        Hidden = [.. facts.Anchors.Where(a => a.Hidden is not null && a.Host.Length > 0).Select(a => $"{a.Host} {Masks.Cut(a.Text, 40)}").Distinct().Order(StringComparer.Ordinal).Take(200)],
        Signs = [.. signs.Distinct().Order(StringComparer.Ordinal).Take(200)],
    };
}
