using System.Xml.Linq;
using Monitor.Collectors.Parsing;

namespace Monitor.Collectors.Feeds;

/// <summary>Channel Definition Format (1997): capitals, and attributes where others have elements.</summary>
internal static class CdfFeed
{
    public static Parsed Parse(XElement root, Uri? baseUrl, DateTimeOffset now, TextBudget budget)
    {
        var at = Addresses.TryCreate(baseUrl, FeedWords.Attribute(root, "base") ?? "", out var own) ? own : baseUrl;
        var fields = FeedHead.Of(root, "cdf", "cdf", at, now);
        fields["link"] = FeedLinks.Absolute(FeedWords.Attribute(root, "href"), at);
        fields["subtitle"] = FeedText.Of(FeedWords.Child(root, "abstract"));
        fields["updated"] = FeedHead.Iso(Dates.Parse(FeedWords.Attribute(root, "lastmod"), now, now.Offset));
        return new Parsed { Fields = fields, Items = [.. root.Descendants().Where(e => FeedWords.Is(e, "item")).Select(e => budget.Spent(Read(e, at, now))!).Where(i => !i.IsBlank)] };
    }

    private static Item Read(XElement e, Uri? at, DateTimeOffset now)
    {
        var link = FeedLinks.Absolute(FeedWords.Attribute(e, "href"), at);
        var (title, text) = (FeedText.Of(FeedWords.Child(e, "title")), FeedText.Of(FeedWords.Child(e, "abstract")));
        return new Item
        {
            Id = link,
            Url = link,
            Title = title is null ? null : PlainText.FromTitle(title),
            Text = text is null ? null : PlainText.FromHtml(text),
            AsWritten = new Markup(title, text, null),
            Updated = Dates.Parse(FeedWords.Attribute(e, "lastmod"), now, now.Offset),
            Links = link is null ? [] : [new FeedLink("alternate", link)],
        };
    }
}
