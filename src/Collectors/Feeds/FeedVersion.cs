using System.Xml.Linq;

namespace Monitor.Collectors.Feeds;

/// <summary>Short names of the feed formats, as common feed libraries call them.</summary>
internal static class FeedVersion
{
    public static string OfRss(XElement root, string text)
    {
        var space = string.Join(' ', root.Attributes().Where(a => a.IsNamespaceDeclaration).Select(a => a.Value).Append(root.Name.NamespaceName).Concat(root.Elements().Take(3).Select(e => e.Name.NamespaceName)));
        if (FeedWords.Is(root, "RDF")) return space.Contains("rdf/simple/0.9", StringComparison.Ordinal) ? "rss090" : space.Contains("purl.org/net/rss1.1", StringComparison.Ordinal) ? "rss11" : "rss10";
        return FeedWords.Attribute(root, "version") switch
        {
            "0.91" => text.AsSpan(0, Math.Min(text.Length, 1000)).Contains("netscape", StringComparison.OrdinalIgnoreCase) && text.Contains("<!DOCTYPE", StringComparison.OrdinalIgnoreCase) ? "rss091n" : "rss091u",
            "0.92" => "rss092",
            "0.93" => "rss093",
            "0.94" => "rss094",
            { } v when v.StartsWith("2.", StringComparison.Ordinal) => "rss20",
            _ => "rss",
        };
    }

    public static string OfAtom(XElement root)
    {
        var name = root.Name.NamespaceName;
        if (name.Contains("2005/Atom", StringComparison.OrdinalIgnoreCase)) return "atom10";
        if (name.Contains("purl.org/atom", StringComparison.OrdinalIgnoreCase)) return FeedWords.Attribute(root, "version") switch { "0.1" => "atom01", "0.2" => "atom02", "1.0" => "atom10", _ => "atom03" };
        return "atom";
    }
}
