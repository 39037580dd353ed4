using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Collectors.Probes.Http;

/// <summary>Method of the request; only those that change nothing on the target.</summary>
public enum HttpProbeMethod { Get, Head }

/// <summary>Options of the probe kind <c>http</c>.</summary>
public sealed record HttpProbeOptions : IValidatableObject
{
    [Required, Description("Address to request, http:// or https://."), RegularExpression("^https?://.+")]
    public string Url { get; init; } = "";

    [Description("get or head.")]
    public HttpProbeMethod Method { get; init; } = HttpProbeMethod.Get;

    [Description("Status codes that count as up.")]
    public IReadOnlyList<int> ExpectStatus { get; init; } = [200];

    [Description("Texts that must all occur in the page; compared in its own charset.")]
    public IReadOnlyList<string> ExpectText { get; init; } = [];

    [Description("Texts of which none may occur in the page.")]
    public IReadOnlyList<string> RejectText { get; init; } = [];

    [Description("A slower answer counts as degraded; default: no limit.")]
    public TimeSpan? MaxLatency { get; init; }

    [Description("Limit for the whole check, such as 10s."), Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    [Description("Follow redirects (at most 10; never from https to http) and judge the last answer.")]
    public bool FollowRedirects { get; init; } = true;

    [Description("PEM file of the only root certificates to trust, for a private CA; default: the machine's store.")]
    public string? CaFile { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Uri.TryCreate(Url, UriKind.Absolute, out _))
            yield return new($"url: '{Url}' is not an absolute address", [nameof(Url)]);
        if (ExpectStatus.Count == 0)
            yield return new("expectStatus: expected at least one status code", [nameof(ExpectStatus)]);
        if (Method == HttpProbeMethod.Head && ExpectText.Count + RejectText.Count > 0)
            yield return new("method: head has no body to look for expectText or rejectText in; expected get", [nameof(Method)]);
    }
}
