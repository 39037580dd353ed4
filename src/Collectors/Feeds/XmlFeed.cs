using System.Xml.Linq;
using Monitor.Collectors.Parsing;

namespace Monitor.Collectors.Feeds;

/// <summary>RSS 0.9x, 1.0, 2.0 and Atom 0.3, 1.0 by local names, so that wrong namespaces do no harm.</summary>
internal static class XmlFeed
{
    private static readonly XName XmlBase = XNamespace.Xml + "base";

    public static Parsed Rss(XElement root, Uri? baseUrl, DateTimeOffset now)
    {
        var channel = root.Elements().FirstOrDefault(e => Is(e, "channel")) ?? root;
        var items = root.Descendants().Where(e => Is(e, "item"));
        return Read("rss", channel, items, now, (item, at) => RssItem(item, at, now), baseUrl);
    }

    public static Parsed Atom(XElement root, Uri? baseUrl, DateTimeOffset now) =>
        Read("atom", root, root.Descendants().Where(e => Is(e, "entry")), now, (e, at) => AtomEntry(e, at, now), baseUrl);

    private static Parsed Read(string format, XElement head, IEnumerable<XElement> entries, DateTimeOffset now, Func<XElement, Uri?, Item?> read, Uri? baseUrl)
    {
        _ = now;
        var items = new List<Item>();
        var broken = new List<string>();
        var at = Base(head, baseUrl);
        var number = 0;
        foreach (var entry in entries)
        {
            number++;
            try
            {
                if (read(entry, Base(entry, at)) is { } item) items.Add(item);
                else broken.Add($"entry {number}: has neither title, link nor text");
            }
            catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
            {
                broken.Add($"entry {number}: {e.Message}");
            }
        }

        return new Parsed
        {
            Items = items,
            Broken = broken,
            Fields = new Dictionary<string, string?> { ["format"] = format, ["title"] = Title(head), ["link"] = Link(head, at) },
        };
    }

    private static Item? RssItem(XElement e, Uri? at, DateTimeOffset now)
    {
        var guid = Text(e, "guid");
        var permalink = guid is not null && Child(e, "guid")?.Attribute("isPermaLink")?.Value != "false" && Uri.IsWellFormedUriString(guid, UriKind.Absolute) ? guid : null;
        var link = Link(e, at) ?? permalink;
        var content = Text(e, "encoded") ?? Text(e, "content");
        var summary = Text(e, "description") ?? Text(e, "summary");
        return Made(new Item
        {
            Id = guid ?? (string?)e.Attributes().FirstOrDefault(a => a.Name.LocalName == "about") ?? link,
            Title = Title(e),
            Url = link,
            Text = Plain(content ?? summary),
            Summary = Plain(summary),
            AsWritten = new Markup(Content(e, "title"), summary, content),
            Author = Text(e, "creator") ?? Text(e, "author"),
            Published = Date(e, now, "pubDate", "date", "published", "issued", "pubdate"),
            Updated = Date(e, now, "updated", "modified"),
            Categories = Categories(e),
        });
    }

    private static Item? AtomEntry(XElement e, Uri? at, DateTimeOffset now)
    {
        var link = Link(e, at);
        var (summary, content) = (Content(e, "summary"), Content(e, "content"));
        return Made(new Item
        {
            Id = Text(e, "id") ?? link,
            Title = Title(e),
            Url = link,
            Text = Plain(content ?? summary),
            Summary = Plain(summary),
            AsWritten = new Markup(Content(e, "title"), summary, content),
            Author = Child(e, "author") is { } author ? Text(author, "name") ?? author.Value.Trim() : Text(e, "creator"),
            Published = Date(e, now, "published", "issued", "created", "pubDate"),
            Updated = Date(e, now, "updated", "modified"),
            Categories = Categories(e),
        });
    }

    private static Item? Made(Item item) =>
        string.IsNullOrEmpty(item.Title) && string.IsNullOrEmpty(item.Url) && string.IsNullOrEmpty(item.Text) ? null : item;

    private static string? Title(XElement e) => Content(e, "title") is { } title && PlainText.FromTitle(title) is { Length: > 0 } text ? text : null;

    /// <summary>An Atom link by its rel, or an RSS link by its text; made absolute.</summary>
    private static string? Link(XElement e, Uri? at)
    {
        var links = e.Elements().Where(c => Is(c, "link")).ToList();
        var withHref = links.Where(l => l.Attribute("href") is not null).ToList();
        var plain = links.FirstOrDefault(l => l.Attribute("href") is null && l.Value.Trim().Length > 0)?.Value.Trim();
        var chosen = withHref.FirstOrDefault(l => (string?)l.Attribute("rel") is null or "alternate") ?? (plain is null ? withHref.FirstOrDefault(l => (string?)l.Attribute("rel") != "self") : null);
        return Absolute(plain ?? (chosen is null ? null : ((string?)chosen.Attribute("href"))?.Trim()), chosen is null ? at : Base(chosen, at));
    }

    private static string? Absolute(string? link, Uri? at)
    {
        if (string.IsNullOrEmpty(link)) return null;
        if (Uri.TryCreate(link, UriKind.Absolute, out var own) && !own.IsFile) return link;
        return at is not null && Uri.TryCreate(at, link, out var made) ? made.AbsoluteUri : link;
    }

    private static Uri? Base(XElement e, Uri? outer) =>
        (string?)e.Attribute(XmlBase) is { Length: > 0 } own && Uri.TryCreate(outer ?? new Uri("http://invalid/"), own, out var made) && made.Host != "invalid" ? made : outer;

    private static DateTimeOffset? Date(XElement e, DateTimeOffset now, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            foreach (var child in e.Elements().Where(c => Is(c, name)))
            {
                if (Dates.Parse(child.Value, now, TimeSpan.Zero) is { } date) return date;
            }
        }

        return null;
    }

    private static IReadOnlyList<string> Categories(XElement e) =>
        [.. e.Elements().Where(c => Is(c, "category") || Is(c, "subject")).Select(c => ((string?)c.Attribute("label") ?? (string?)c.Attribute("term") ?? c.Value).Trim()).Where(c => c.Length > 0)];

    private static string? Plain(string? html) => html is null ? null : PlainText.FromHtml(html);

    private static string? Content(XElement parent, string name) => Child(parent, name) is { } e ? Content(e) : null;

    private static string? Content(XElement e) => e.HasElements ? string.Concat(e.Nodes().Select(n => n.ToString())) : e.Value.Trim() is { Length: > 0 } s ? s : null;

    private static string? Text(XElement e, string name) => Child(e, name)?.Value.Trim() is { Length: > 0 } s ? s : null;

    /// <summary>A child in the feed's own namespace is preferred to a stranger of the same name (media:title).</summary>
    private static XElement? Child(XElement e, string name)
    {
        XElement? other = null;
        foreach (var child in e.Elements())
        {
            if (!Is(child, name)) continue;
            if (child.Name.Namespace == e.Name.Namespace) return child;
            other ??= child.Name.NamespaceName.Contains("search.yahoo.com/mrss", StringComparison.Ordinal) || child.Name.NamespaceName.Contains("itunes", StringComparison.OrdinalIgnoreCase) ? null : child;
        }

        return other;
    }

    private static bool Is(XElement e, string name) => e.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase);
}
