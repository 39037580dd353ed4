using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Monitor.Core.Security;

namespace Monitor.Collectors.Probes.Capacity;

/// <summary>How the numbers are written.</summary>
public enum CapacityFormat { Json, Prometheus }

/// <summary>Options of the probe kind <c>capacity</c>.</summary>
public sealed record CapacityProbeOptions : IValidatableObject
{
    [Required, Description("Address that tells the numbers, http:// or https://; redirects are not followed."), RegularExpression("^https?://.+")]
    public string Url { get; init; } = "";

    [Description("json, or prometheus for the text exposition format (also OpenMetrics).")]
    public CapacityFormat Format { get; init; } = CapacityFormat.Json;

    [Required, Description("What is used: a path such as data.queue.length, or the name of a metric. Several values are summed.")]
    public string Used { get; init; } = "";

    [Description("Labels the metric must carry, by name; Prometheus only.")]
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    [Description("Where the limit is told: a path or the name of a metric; this or limit.")]
    public string? Max { get; init; }

    [Description("Labels of max; absent = those of used.")]
    public IReadOnlyDictionary<string, string>? MaxLabels { get; init; }

    [Description("The limit, in the unit of used; this or max.")]
    public double? Limit { get; init; }

    [Description("Share of the limit from which on the target is degraded."), Range(0.01, 1.0)]
    public double WarnAt { get; init; } = 0.8;

    [Description("How far back readings are looked at for a trend."), Range(typeof(TimeSpan), "00:05:00", "7.00:00:00")]
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(2);

    [Description("A trend that reaches the limit within this is told; 0s = trends are not looked at. Not longer than window: no further ahead than seen behind.")]
    public TimeSpan Horizon { get; init; } = TimeSpan.FromHours(1);

    [Description("Token shown as Authorization: Bearer, as env:NAME or file:/path.")]
    public Secret? Bearer { get; init; }

    [Description("User name shown by Basic authentication.")]
    public string? User { get; init; }

    [Description("Its password, as env:NAME or file:/path.")]
    public Secret? Password { get; init; }

    [Description("Limit for the whole check, such as 10s."), Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    [Description("PEM file of the only root certificates to trust, for a private CA; default: the machine's store.")]
    public string? CaFile { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var url)) yield return new($"url: '{Url}' is not an absolute address", [nameof(Url)]);
        else if (url.UserInfo.Length > 0) yield return new("url: expected user and password in their own options, not in the address", [nameof(Url)]);
        if (Limit is null == (Max is null)) yield return new("expected one of limit and max", [nameof(Limit)]);
        if (Limit is { } limit && !(limit > 0 && double.IsFinite(limit))) yield return new("limit: expected a number above zero", [nameof(Limit)]);
        if (Horizon < TimeSpan.Zero || Horizon > Window) yield return new("horizon: expected at most window", [nameof(Horizon)]);
        if (Format == CapacityFormat.Json && (Labels.Count > 0 || MaxLabels is not null)) yield return new("labels: JSON has none; expected format: prometheus", [nameof(Labels)]);
        if (User is null != (Password is null)) yield return new("expected user and password together", [nameof(User)]);
        if (Bearer is not null && User is not null) yield return new("expected bearer or user and password, not both", [nameof(Bearer)]);
    }
}
