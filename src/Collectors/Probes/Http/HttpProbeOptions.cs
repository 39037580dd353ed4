using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Net.Sockets;
using Monitor.Collectors.Probes.Http.Conditions;
using Monitor.Core.Security;

namespace Monitor.Collectors.Probes.Http;

/// <summary>Method of the request; only those that change nothing on the target.</summary>
public enum HttpProbeMethod { Get, Head }

/// <summary>Options of the probe kind <c>http</c>.</summary>
public sealed record HttpProbeOptions : IAnswerConditions, IValidatableObject
{
    [Required, Description("Address to request, http:// or https://."), RegularExpression("^https?://.+")]
    public string Url { get; init; } = "";

    [Description("get or head.")]
    public HttpProbeMethod Method { get; init; } = HttpProbeMethod.Get;

    [Description("Header fields to send, by name.")]
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    [Description("Header fields whose values are secrets, as env:NAME or file:/path. Sent to the host of `url` only, masked wherever they come back.")]
    public IReadOnlyDictionary<string, Secret> SecretHeaders { get; init; } = new Dictionary<string, Secret>();

    [Description("Status codes that count as up.")]
    public IReadOnlyList<int> ExpectStatus { get; init; } = [200];

    [Description("Texts that must all occur in the page; compared in its own charset.")]
    public IReadOnlyList<string> ExpectText { get; init; } = [];

    [Description("Texts of which none may occur in the page.")]
    public IReadOnlyList<string> RejectText { get; init; } = [];

    [Description("Header fields of the answer by name, each with `is`, `contains` or `exists`.")]
    public IReadOnlyDictionary<string, HeaderCondition> ExpectHeader { get; init; } = new Dictionary<string, HeaderCondition>();

    [Description("Values of a JSON answer by path (data.list[0].name), each with `is`, `atLeast`, `atMost` or `exists`.")]
    public IReadOnlyDictionary<string, JsonCondition> ExpectJson { get; init; } = new Dictionary<string, JsonCondition>();

    [Description("http1, http2 (offered by ALPN; https only) or auto for the best both speak. With the first two an answer in a lesser version is degraded.")]
    public VersionChoice Version { get; init; } = VersionChoice.Http1;

    [Description("any, v4 or v6: connect to addresses of this kind only.")]
    public IpChoice IpVersion { get; init; } = IpChoice.Any;

    [Description("A slower answer counts as degraded; default: no limit.")]
    public TimeSpan? MaxLatency { get; init; }

    [Description("Slower resolving of the name counts as degraded; with redirects their sum, as for the other phases.")]
    public TimeSpan? MaxDns { get; init; }

    [Description("Slower connecting counts as degraded.")]
    public TimeSpan? MaxConnect { get; init; }

    [Description("A slower TLS handshake counts as degraded.")]
    public TimeSpan? MaxTls { get; init; }

    [Description("A longer wait for the first byte counts as degraded.")]
    public TimeSpan? MaxFirstByte { get; init; }

    [Description("Limit for the whole check, such as 10s."), Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    [Description("Follow redirects (at most 10; never from https to http) and judge the last answer.")]
    public bool FollowRedirects { get; init; } = true;

    [Description("Judge the certificate of every host on the way as the kind tls does, warning at these days before expiry; default: only refused ones are described.")]
    public IReadOnlyList<int>? WarnDays { get; init; }

    [Description("PEM file of the only root certificates to trust, for a private CA; default: the machine's store.")]
    public string? CaFile { get; init; }

    internal ExchangeSettings Settings => new(Timeout, CaFile, Version, Family(IpVersion)) { WarnDays = WarnDays };

    internal HttpAsk Ask => new(new Uri(Url), Method == HttpProbeMethod.Head ? HttpMethod.Head : HttpMethod.Get)
    {
        FollowRedirects = FollowRedirects,
        Headers = Headers,
        OwnHeaders = SecretHeaders.Count == 0 ? [] : SecretHeaders.Select(h => KeyValuePair.Create(h.Key, h.Value.Reveal())),
    };

    internal static AddressFamily Family(IpChoice choice) => choice switch
    {
        IpChoice.V4 => AddressFamily.InterNetwork,
        IpChoice.V6 => AddressFamily.InterNetworkV6,
        _ => AddressFamily.Unspecified,
    };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var url))
            yield return new($"url: '{Url}' is not an absolute address", [nameof(Url)]);
        if (ExpectStatus.Count == 0)
            yield return new("expectStatus: expected at least one status code", [nameof(ExpectStatus)]);
        if (Method == HttpProbeMethod.Head && ExpectText.Count + RejectText.Count + ExpectJson.Count > 0)
            yield return new("method: head has no body to look for expectText, rejectText or expectJson in; expected get", [nameof(Method)]);
        if (Version == VersionChoice.Http2 && url is { Scheme: "http" })
            yield return new("version: http2 is agreed on in the TLS handshake; expected an https:// url, or http1", [nameof(Version)]);
        foreach (var bad in HeaderNames.Faults("headers", Headers.Keys, nameof(Headers)).Concat(HeaderNames.Faults("secretHeaders", SecretHeaders.Keys, nameof(SecretHeaders)))) yield return bad;
    }
}
