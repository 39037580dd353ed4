using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Collectors.Probes.Headers;

/// <summary>Options of the probe kind <c>headers</c>.</summary>
public sealed record HeadersProbeOptions : IValidatableObject
{
    [Required, Description("Address of the page, https:// or http://."), RegularExpression("^https?://.+")]
    public string Url { get; init; } = "";

    [Description("Plain http:// address whose redirects are judged; default: the same host on port 80 when url names no port, else none.")]
    public string? PlainUrl { get; init; }

    [Description("Least grade, A+ to F; below it the target is degraded. Default: none, findings only.")]
    public string? MinGrade { get; init; }

    [Description("Tests that must pass, such as content-security-policy; when one fails the target is degraded.")]
    public IReadOnlyList<string> Require { get; init; } = [];

    [Description("File with the browsers' HSTS preload list (Chromium's transport_security_state_static.json); default: no host counts as preloaded.")]
    public string? PreloadList { get; init; }

    [Description("PEM file of the only root certificates to trust, for a private CA; default: the machine's store.")]
    public string? CaFile { get; init; }

    [Description("Limit for the whole check, such as 20s."), Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Uri.TryCreate(Url, UriKind.Absolute, out _))
            yield return new($"url: '{Url}' is not an absolute address", [nameof(Url)]);
        if (PlainUrl is not null && (!Uri.TryCreate(PlainUrl, UriKind.Absolute, out var plain) || plain.Scheme != Uri.UriSchemeHttp))
            yield return new($"plainUrl: '{PlainUrl}' is not an http:// address", [nameof(PlainUrl)]);
        if (MinGrade is not null && !Grade.Names.Contains(MinGrade))
            yield return new($"minGrade: '{MinGrade}' is no grade; expected one of {string.Join(", ", Grade.Names)}", [nameof(MinGrade)]);
        foreach (var test in Require.Where(t => !HeaderTests.Names.Contains(t)))
            yield return new($"require: '{test}' is no test; expected one of {string.Join(", ", HeaderTests.Names)}", [nameof(Require)]);
    }
}
