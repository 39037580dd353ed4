using System.Xml.Linq;

namespace Monitor.Collectors.Feeds;

/// <summary>Elements by what they mean: the feed's own words, Dublin Core's, media's and so on, whatever prefix or slightly wrong namespace they carry.</summary>
internal static class FeedWords
{
    public enum Family { Own, DublinCore, Terms, Content, Media, Itunes, Xhtml, Other }

    public static Family FamilyOf(XElement e)
    {
        var name = e.Name.NamespaceName;
        if (name.Length == 0) return Family.Own;
        if (name.StartsWith("urn:undeclared:", StringComparison.Ordinal)) return OfPrefix(name[15..]);
        if (name.Contains("purl.org/dc/terms", StringComparison.OrdinalIgnoreCase)) return Family.Terms;
        if (name.Contains("purl.org/dc/", StringComparison.OrdinalIgnoreCase)) return Family.DublinCore;
        if (name.Contains("modules/content", StringComparison.OrdinalIgnoreCase)) return Family.Content;
        if (name.Contains("/mrss", StringComparison.OrdinalIgnoreCase)) return Family.Media;
        if (name.Contains("itunes", StringComparison.OrdinalIgnoreCase)) return Family.Itunes;
        if (name.Contains("1999/xhtml", StringComparison.OrdinalIgnoreCase)) return Family.Xhtml;
        return IsFeed(name) || (e.Parent is { } parent && parent.Name.NamespaceName == name && parent.Parent?.Parent is null) ? Family.Own : Family.Other;
    }

    public static bool Is(XElement e, string local) => e.Name.LocalName.Equals(local, StringComparison.OrdinalIgnoreCase);

    /// <summary>The first child of that family and name.</summary>
    public static XElement? Child(XElement parent, Family family, string local) => parent.Elements().FirstOrDefault(e => Is(e, local) && FamilyOf(e) == family);

    /// <summary>The feed's own child of that name, else one of a module that is not media or itunes.</summary>
    public static XElement? Child(XElement parent, string local)
    {
        XElement? other = null;
        foreach (var e in parent.Elements())
        {
            if (!Is(e, local)) continue;
            switch (FamilyOf(e))
            {
                case Family.Own: return e;
                case Family.DublinCore or Family.Terms or Family.Content: other ??= e; break;
            }
        }

        return other;
    }

    public static string? Attribute(XElement e, string local) =>
        e.Attributes().FirstOrDefault(a => a.Name.LocalName.Equals(local, StringComparison.OrdinalIgnoreCase) && !a.IsNamespaceDeclaration)?.Value.Trim() is { Length: > 0 } s ? s : null;

    private static bool IsFeed(string name) =>
        name.Contains("2005/Atom", StringComparison.OrdinalIgnoreCase) || name.Contains("purl.org/atom", StringComparison.OrdinalIgnoreCase)
        || (name.Contains("rss", StringComparison.OrdinalIgnoreCase) && !name.Contains("modules", StringComparison.OrdinalIgnoreCase))
        || name.Contains("netscape.com/rdf", StringComparison.OrdinalIgnoreCase) || name.Contains("netscape.com/publish", StringComparison.OrdinalIgnoreCase)
        || name.Contains("22-rdf-syntax", StringComparison.OrdinalIgnoreCase) || name.Contains("userland", StringComparison.OrdinalIgnoreCase);

    private static Family OfPrefix(string prefix) => prefix.ToLowerInvariant() switch
    {
        "dc" => Family.DublinCore,
        "dcterms" => Family.Terms,
        "content" => Family.Content,
        "media" => Family.Media,
        "itunes" => Family.Itunes,
        "xhtml" or "html" or "h" => Family.Xhtml,
        "rss" or "atom" or "rdf" or "a" => Family.Own,
        _ => Family.Other,
    };
}
