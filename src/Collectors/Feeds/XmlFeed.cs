using System.Xml.Linq;
using Monitor.Collectors.Parsing;
using static Monitor.Collectors.Feeds.FeedWords;

namespace Monitor.Collectors.Feeds;

/// <summary>RSS 0.9x, 1.0, 2.0 and Atom 0.3, 1.0 by what their elements mean; a broken entry is named and never takes the others with it.</summary>
internal static class XmlFeed
{
    public static Parsed Rss(XElement root, string version, Uri? baseUrl, DateTimeOffset now, TextBudget budget)
    {
        var channel = root.Elements().FirstOrDefault(e => Is(e, "channel")) ?? root;
        return Read("rss", version, channel, root.Descendants().Where(e => Is(e, "item") && FamilyOf(e) is Family.Own or Family.Other), now, RssItem, FeedLinks.Base(root, baseUrl), budget);
    }

    public static Parsed Atom(XElement root, string version, Uri? baseUrl, DateTimeOffset now, TextBudget budget) =>
        Read("atom", version, root, root.Descendants().Where(e => Is(e, "entry")), now, AtomEntry, baseUrl, budget);

    private static Parsed Read(string format, string version, XElement head, IEnumerable<XElement> entries, DateTimeOffset now, Func<XElement, Uri?, DateTimeOffset, Item> read, Uri? baseUrl, TextBudget budget)
    {
        var items = new List<Item>();
        var broken = new BrokenEntries();
        var at = FeedLinks.Base(head, baseUrl);
        var number = 0;
        foreach (var entry in entries)
        {
            number++;
            try
            {
                if (budget.Spent(read(entry, FeedLinks.Base(entry, at), now)) is { IsBlank: false } item) items.Add(item);
                else broken.Add(number, "says nothing");
            }
            catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
            {
                broken.Add(number, e.Message);
            }
        }

        return new Parsed { Items = items, Broken = broken.ToList(), Fields = FeedHead.Of(head, format, version, at, now) };
    }

    private static Item RssItem(XElement e, Uri? at, DateTimeOffset now)
    {
        var guid = FeedText.Plain(Child(e, "guid") ?? Child(e, Family.DublinCore, "identifier"));
        var permalink = guid is not null && Child(e, "guid") is { } g && Attribute(g, "isPermaLink") != "false" && Uri.IsWellFormedUriString(guid, UriKind.Absolute) ? guid : null;
        var link = FeedLinks.Page(e, at) ?? permalink;
        var (summary, content) = Texts(e);
        var created = FeedDates.First(e, now, "pubDate", "published", "issued", "created");
        // Dublin Core's date does not say of what; RSS 1.0 has no other.
        var date = FeedDates.First(e, now, "date");
        return Made(e, at, new Item
        {
            Id = guid ?? Attribute(e, "about") ?? link,
            Url = link,
            Author = FeedText.Plain(Child(e, Family.DublinCore, "creator") ?? Child(e, "author") ?? Child(e, Family.DublinCore, "author") ?? Child(e, Family.Itunes, "author")),
            Published = created ?? date,
            Updated = FeedDates.First(e, now, "updated", "modified") ?? date,
        }, summary, content);
    }

    private static Item AtomEntry(XElement e, Uri? at, DateTimeOffset now)
    {
        var link = FeedLinks.Page(e, at);
        return Made(e, at, new Item
        {
            Id = FeedText.Plain(Child(e, "id")) ?? link,
            Url = link,
            Author = FeedHead.Person(e.Elements().Where(c => Is(c, "author"))) ?? FeedText.Plain(Child(e, Family.DublinCore, "creator")),
            Published = FeedDates.First(e, now, "published", "issued", "created", "pubDate"),
            Updated = FeedDates.Last(e, now, "updated", "modified"),
        }, FeedText.Of(Child(e, "summary")), FeedText.Of(Child(e, "content")));
    }

    private static Item Made(XElement e, Uri? at, Item item, string? summary, string? content)
    {
        var title = FeedText.Of(Child(e, "title")) ?? FeedText.Of(Child(e, Family.Media, "title"));
        var links = FeedLinks.Of(e, at);
        return item with
        {
            Title = title is not null && PlainText.FromTitle(title) is { Length: > 0 } text ? text : null,
            Text = Plain(content ?? summary),
            Summary = content is null ? null : Plain(summary),
            AsWritten = new Markup(title, summary, content),
            Categories = FeedHead.Categories(e),
            Links = links,
        };
    }

    /// <summary>Where an item has both a summary and a description, the longer words are the description's.</summary>
    private static (string? Summary, string? Content) Texts(XElement e)
    {
        var content = FeedText.Of(Child(e, Family.Content, "encoded") ?? Child(e, "fullitem") ?? Child(e, Family.Xhtml, "body") ?? Child(e, "body") ?? Child(e, Family.Own, "content") ?? Child(e, "encoded"));
        var (description, summary) = (FeedText.Of(Child(e, "description")), FeedText.Of(Child(e, "summary")));
        if (summary is not null && description is not null) return (summary, content ?? description);
        return (summary ?? description ?? FeedText.Of(Child(e, Family.Terms, "abstract") ?? Child(e, Family.Itunes, "summary") ?? Child(e, Family.Media, "description")), content);
    }

    private static string? Plain(string? html) => html is null ? null : PlainText.FromHtml(html);
}
