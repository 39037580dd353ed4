namespace Monitor.Collectors.Probes.Exposure;

/// <summary>The listed hosts as origins (scheme, name, port): what may be asked, and nothing beside it.</summary>
internal static class ExposureHosts
{
    /// <returns>Null when it is no plain host: a pattern, a path, credentials.</returns>
    public static Uri? OriginOf(string written)
    {
        var text = written.Contains("://", StringComparison.Ordinal) ? written : "https://" + written;
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            && url is { PathAndQuery: "/", UserInfo: "", Fragment: "" } && url.HostNameType is not UriHostNameType.Unknown
            && !url.Host.Contains('*', StringComparison.Ordinal) ? url : null;
    }

    /// <summary>How a host stands in findings: without the port its scheme has anyway.</summary>
    public static string Name(Uri origin) => origin.Authority;
}
