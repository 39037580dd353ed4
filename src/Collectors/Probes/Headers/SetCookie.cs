namespace Monitor.Collectors.Probes.Headers;

/// <summary>One Set-Cookie field (RFC 6265bis, section 5.6).</summary>
/// <param name="SameSite">As sent, in lower case; null when absent.</param>
internal sealed record SetCookie(string Name, string? Domain, string? Path, bool Secure, bool HttpOnly, string? SameSite)
{
    private static readonly string[] Sessions = ["sess", "login", "token", "aspxauth"];

    public bool IsSession => Sessions.Any(s => Name.Contains(s, StringComparison.OrdinalIgnoreCase)) && !IsAntiForgery;

    public bool IsAntiForgery => Name.Contains("csrf", StringComparison.OrdinalIgnoreCase) || Name.Contains("xsrf", StringComparison.OrdinalIgnoreCase);

    public bool IsSameSiteKnown => SameSite is "strict" or "lax" or "none";

    public static SetCookie? Parse(string field)
    {
        var parts = field.Split(';', StringSplitOptions.TrimEntries);
        var equals = parts[0].IndexOf('=', StringComparison.Ordinal);
        if (equals < 0) return null;
        Dictionary<string, string> attributes = new(StringComparer.OrdinalIgnoreCase);
        foreach (var attribute in parts.Skip(1))
        {
            var pair = attribute.Split('=', 2, StringSplitOptions.TrimEntries);
            attributes[pair[0]] = pair.Length == 2 ? pair[1] : "";
        }

        return new(parts[0][..equals].Trim(), Text("Domain")?.TrimStart('.'), Text("Path"), attributes.ContainsKey("Secure"), attributes.ContainsKey("HttpOnly"),
            attributes.GetValueOrDefault("SameSite")?.ToLowerInvariant());

        string? Text(string name) => attributes.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
    }

    /// <summary>False for what a browser throws away: another site's domain, a name that promises __Host- and does not keep it (section 4.1.3).</summary>
    public bool IsKeptFor(string host)
    {
        var ours = Domain is null || host.Equals(Domain, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + Domain, StringComparison.OrdinalIgnoreCase);
        var promised = Name.StartsWith("__Host-", StringComparison.OrdinalIgnoreCase);
        return ours && (!promised || (Domain is null && Path == "/"));
    }
}
