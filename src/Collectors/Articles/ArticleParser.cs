using System.Globalization;
using AngleSharp.Html.Parser;
using Monitor.Collectors.Articles.Body;
using Monitor.Collectors.Parsing;

namespace Monitor.Collectors.Articles;

/// <summary>Main text, title, author and publish time of a news page nobody wrote a definition for.</summary>
internal static class ArticleParser
{
    public static Parsed Parse(string html, Uri? url, DateTimeOffset now, TimeSpan zone)
    {
        var document = new HtmlParser().ParseDocument(html);
        var (linked, meta) = (LinkedData.Of(document), new MetaTags(document));
        var title = TitleFinder.Find(document, linked, meta);
        var body = document.Body is null ? "" : BodyFinder.Find(document.Body, title, linked.Body);
        if (string.IsNullOrEmpty(title) && body.Length == 0) return Parsed.Fail(Trouble.ParseError, "no article: the page has neither a title nor a text");
        var published = TimeFinder.Find(document, linked, meta, title, url, now, zone);
        return new Parsed
        {
            Fields = new Dictionary<string, string?>
            {
                ["title"] = title,
                ["body"] = body,
                ["author"] = AuthorFinder.Find(document, linked, meta),
                ["published"] = published?.At.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
                ["published_precision"] = published is null ? null : published.ToTheMinute ? "minute" : "day",
            },
        };
    }
}
