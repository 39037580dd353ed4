using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Storage.Elasticsearch.Kibana;

/// <summary>The Kibana that shows the archive; read from <c>kibana</c>. Only the commands talk to it, the service never does.</summary>
public sealed record KibanaConfig : IValidatableObject
{
    [Description("Address of Kibana, such as https://kibana.example.cn:5601, with its base path if it has one; absent = no Kibana.")]
    public string? Url { get; init; }

    [Description("Space the boards go to; absent = the default space."), RegularExpression("^[a-z0-9_-]{1,100}$")]
    public string? Space { get; init; }

    [Description("File with the encoded API key of one who may manage saved objects in that space.")]
    public string? ApiKeyFile { get; init; }

    [Description("PEM file of the authority that signed Kibana's certificate; absent = those of the machine.")]
    public string? CaFile { get; init; }

    [Description("SHA-256 of any certificate in Kibana's chain, hex with or without colons, in place of caFile."), RegularExpression("^[0-9A-Fa-f]{2}([:-]?[0-9A-Fa-f]{2}){31}$")]
    public string? Fingerprint { get; init; }

    [Description("Limit of one request."), Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Url is not null && !IsAddress(Url)) yield return new ValidationResult($"expected an address such as https://kibana.example.cn:5601 without user, query or fragment, found '{Url}'", [nameof(Url)]);
        if (CaFile is not null && Fingerprint is not null) yield return new ValidationResult("expected caFile or fingerprint, not both", [nameof(Fingerprint)]);
    }

    internal static bool IsAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https") && address is { UserInfo: "", Query: "", Fragment: "" };
}
