using Monitor.Collectors.Urls;

namespace Monitor.Collectors.Trying;

/// <summary>An address resolved (`href`), spelt in one way (`normalized`), and whose it is (`registrableDomain`); a bare host name is taken for one.</summary>
internal static class TryUrl
{
    public static string Answer(string? id, string? address, string? onto)
    {
        if (address is null) return TryAnswer.Failed(id, "parse-error", "`url` is missing: the address to read");
        var around = onto is null ? null : WebUrl.Parse(onto);
        if (onto is not null && around is null) return TryAnswer.Failed(id, "parse-error", $"options.base '{onto}' is no absolute address");
        var url = WebUrl.Parse(address, around);
        var host = url is null ? address : url.Host;
        if (url is null && (onto is not null || address.AsSpan().ContainsAny("/:?#@ \\"))) return TryAnswer.Failed(id, "parse-error", $"'{address}' is no address");
        var fields = new Dictionary<string, object>();
        Add(fields, "href", url?.ToString());
        Add(fields, "normalized", url is null ? null : UrlNormalizer.Normalize(address, around));
        Add(fields, "host", host);
        Add(fields, "registrableDomain", string.IsNullOrEmpty(host) ? null : PublicSuffixes.Default.RegistrableOf(host));
        return url is null && fields.Count == 1 && !address.Contains('.', StringComparison.Ordinal) ? TryAnswer.Failed(id, "parse-error", $"'{address}' is no address") : TryAnswer.Fields(id, fields);
    }

    private static void Add(Dictionary<string, object> fields, string name, string? value)
    {
        if (value is not null) fields[name] = value;
    }
}
