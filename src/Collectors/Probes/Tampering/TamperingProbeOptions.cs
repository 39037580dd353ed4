using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using AngleSharp.Css.Parser;

namespace Monitor.Collectors.Probes.Tampering;

/// <summary>Options of the probe kind <c>tampering</c>.</summary>
public sealed record TamperingProbeOptions : IValidatableObject
{
    [Required, Description("Address of the page, http:// or https://."), RegularExpression("^https?://.+")]
    public string Url { get; init; } = "";

    [Description("Looks from which the page's usual face is learnt; one with a sign of tampering is not counted."), Range(1, 50)]
    public int Learn { get; init; } = 3;

    [Description("CSS selectors of parts that are not looked at, such as a rotating banner.")]
    public IReadOnlyList<string> Ignore { get; init; } = [];

    [Description("Share of the visible text that may be another than at the last look, 0.05 to 1."), Range(0.05, 1.0)]
    public double TextLimit { get; init; } = 0.5;

    [Description("Look a second time as a search engine's crawler that comes from its results, and compare.")]
    public bool AsCrawler { get; init; } = true;

    [Description("Look once more as a telephone's browser, and judge what is shown there.")]
    public bool AsMobile { get; init; }

    [Description("PEM file of the only root certificates to trust, for a private CA; default: the machine's store.")]
    public string? CaFile { get; init; }

    [Description("Limit for the whole check, such as 20s."), Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Uri.TryCreate(Url, UriKind.Absolute, out _))
            yield return new($"url: '{Url}' is not an absolute address", [nameof(Url)]);
        foreach (var selector in Ignore.Where(s => new CssSelectorParser().ParseSelector(s) is null))
            yield return new($"ignore: '{selector}' is no CSS selector", [nameof(Ignore)]);
    }
}
