using AngleSharp.Dom;
using Monitor.Collectors.Parsing;

namespace Monitor.Collectors.Probes.Lookalike;

/// <summary>What of a page a visitor would recognise it by.</summary>
/// <param name="Hosts">Hosts it takes pictures, styles, scripts and frames from.</param>
/// <param name="Icon">SHA-256 of its icon; null when there is none.</param>
internal sealed record PageTraits(Uri Url, string Title, IReadOnlySet<ulong> Text, bool AsksPassword, IReadOnlySet<string> Hosts, Uri IconUrl, string? Icon)
{
    /// <exception cref="FormatException">A page made to be endless.</exception>
    /// <exception cref="TookTooLongException">The same.</exception>
    public static PageTraits Of(Uri url, string html)
    {
        using var document = Html.Parse(html);
        var text = document.Body is { } body ? PlainText.Of(body) : "";
        var icon = document.QuerySelector("link[rel~=icon][href]")?.GetAttribute("href");
        var hosts = document.QuerySelectorAll("img[src], script[src], iframe[src], link[href], form[action]").Select(e => e.GetAttribute("src") ?? e.GetAttribute("href") ?? e.GetAttribute("action"))
            .Select(a => Uri.TryCreate(url, a, out var at) && at.Scheme is "http" or "https" ? at.Host.ToLowerInvariant() : null).OfType<string>();
        return new(
            url, (document.Title ?? "").Trim(), Shingles.Of(text), document.QuerySelector("input[type=password i]") is not null, hosts.ToHashSet(StringComparer.Ordinal),
            icon is not null && Uri.TryCreate(url, icon, out var named) && named.Scheme is "http" or "https" ? named : new Uri(url, "/favicon.ico"), null);
    }
}
