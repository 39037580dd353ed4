using AngleSharp.Dom;
using Monitor.Collectors.Parsing;

namespace Monitor.Collectors.Probes.Headers;

/// <summary>A script the page loads from an address; <paramref name="Pinned"/> when a hash of it stands beside the address (Subresource Integrity).</summary>
internal sealed record ScriptTag(string Source, bool Pinned);

/// <summary>What of a page's markup counts beside its header fields.</summary>
/// <param name="Policies">Content security policies in meta elements.</param>
/// <param name="Referrers">Referrer policies in meta elements.</param>
/// <param name="Scripts">Null when the scripts are not known.</param>
internal sealed record PageMarkup(IReadOnlyList<string> Policies, IReadOnlyList<string> Referrers, IReadOnlyList<ScriptTag>? Scripts)
{
    /// <exception cref="FormatException">A page made to be endless.</exception>
    public static PageMarkup Of(string html)
    {
        using var document = Html.Parse(html);
        var metas = document.QuerySelectorAll("meta[content]");
        // Outside the head a policy has no effect (CSP level 3, section 3.3).
        var policies = metas.Where(m => m.Closest("head") is not null && Is(m, "http-equiv", "content-security-policy")).Select(Content);
        var referrers = metas.Where(m => Is(m, "name", "referrer")).Select(Content);
        var scripts = document.QuerySelectorAll("script[src]").Select(s => new ScriptTag(s.GetAttribute("src")!.Trim(), IsHash(s.GetAttribute("integrity"))));
        return new([.. policies], [.. referrers], [.. scripts]);
    }

    private static string Content(IElement meta) => meta.GetAttribute("content")!;

    private static bool Is(IElement meta, string attribute, string value) =>
        meta.GetAttribute(attribute)?.Trim().Equals(value, StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsHash(string? integrity) => integrity?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Any(part =>
        part.StartsWith("sha256-", StringComparison.OrdinalIgnoreCase) || part.StartsWith("sha384-", StringComparison.OrdinalIgnoreCase)
        || part.StartsWith("sha512-", StringComparison.OrdinalIgnoreCase)) == true;
}
