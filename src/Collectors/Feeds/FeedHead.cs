using System.Globalization;
using System.Xml.Linq;
using static Monitor.Collectors.Feeds.FeedWords;

namespace Monitor.Collectors.Feeds;

/// <summary>What a feed says of itself, and what feed and entries say alike: persons, categories.</summary>
internal static class FeedHead
{
    public static Dictionary<string, string?> Of(XElement head, string format, string version, Uri? at, DateTimeOffset now) => new()
    {
        ["format"] = format,
        ["version"] = version,
        ["title"] = FeedText.Of(Child(head, "title")),
        ["link"] = FeedLinks.Page(head, at),
        ["subtitle"] = FeedText.Of(Child(head, "subtitle") ?? Child(head, "tagline") ?? Child(head, "description") ?? Child(head, "info")),
        ["rights"] = FeedText.Of(Child(head, "rights") ?? Child(head, "copyright")),
        ["language"] = FeedText.Plain(Child(head, "language")) ?? (string?)head.AncestorsAndSelf().Attributes(XNamespace.Xml + "lang").FirstOrDefault(),
        ["generator"] = FeedText.Plain(Child(head, "generator")),
        ["id"] = FeedText.Plain(Child(head, Family.Own, "id")),
        ["author"] = Person(head.Elements().Where(c => Is(c, "author") && FamilyOf(c) == Family.Own))
            ?? FeedText.Plain(Child(head, Family.DublinCore, "creator") ?? Child(head, "managingEditor") ?? Child(head, Family.Itunes, "author")),
        ["published"] = Iso(FeedDates.First(head, now, "pubDate", "published", "issued")),
        ["updated"] = Iso(FeedDates.First(head, now, "lastBuildDate", "updated", "modified", "date")),
    };

    public static string? Iso(DateTimeOffset? at) => at?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>"Name (mail)" as RSS writes it; several joined by commas.</summary>
    public static string? Person(IEnumerable<XElement> people)
    {
        var names = people.Select(p =>
        {
            if (!p.HasElements) return FeedText.Plain(p);
            var (name, mail) = (FeedText.Plain(Child(p, "name")), FeedText.Plain(Child(p, "email")));
            return name is null ? mail ?? FeedText.Plain(Child(p, "uri") ?? Child(p, "url")) : mail is null ? name : $"{name} ({mail})";
        }).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return names.Count == 0 ? null : string.Join(", ", names);
    }

    public static IReadOnlyList<string> Categories(XElement e) =>
    [
        .. e.Descendants().Where(c => (Is(c, "category") && FamilyOf(c) is Family.Own or Family.Itunes or Family.Media) || (Is(c, "subject") && FamilyOf(c) == Family.DublinCore))
            .Where(c => c.Parent == e || FamilyOf(c) == Family.Itunes)
            .Select(c => Attribute(c, "term") ?? Attribute(c, "text") ?? Attribute(c, "label") ?? FeedText.Plain(c)).OfType<string>(),
    ];
}
