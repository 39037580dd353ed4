using System.Globalization;
using Monitor.Collectors.Articles.Body;
using Monitor.Collectors.Parsing;

namespace Monitor.Collectors.Articles;

/// <summary>What a news page says, without what stands around it.</summary>
internal sealed record Article(string? Title, string Body, string? Author, PublishTime? Published);

/// <summary>Main text, title, author and publish time of a news page nobody wrote a definition for.</summary>
internal static class ArticleParser
{
    /// <param name="html">The page.</param>
    /// <param name="url">Address it came from.</param>
    /// <param name="now">Moment of reading.</param>
    /// <param name="zone">Offset of times that name none.</param>
    /// <param name="limit">Time for it; null = the usual.</param>
    /// <returns>Null when the page has neither a title nor a text.</returns>
    /// <exception cref="TookTooLongException">The page is made to be endless.</exception>
    public static Article? Read(string html, Uri? url, DateTimeOffset now, TimeSpan zone, ReadLimit? limit = null)
    {
        limit ??= new ReadLimit("reading the page");
        var document = Html.Parse(html, limit);
        var (linked, meta) = (LinkedData.Of(document, limit), new MetaTags(document));
        var title = TitleFinder.Find(document, linked, meta, url, limit);
        var body = document.Body is null ? "" : BodyFinder.Find(document.Body, title, linked.Body, limit);
        if (string.IsNullOrEmpty(title) && body.Length == 0) return null;
        return new Article(title, body, AuthorFinder.Find(document, linked, meta), TimeFinder.Find(document, linked, meta, title, url, now, zone));
    }

    /// <summary>As fields, for `monitor try`.</summary>
    public static Parsed Parse(string html, Uri? url, DateTimeOffset now, TimeSpan zone)
    {
        if (Walls.Of(html) is { } wall) return Parsed.Fail(Trouble.Blocked, wall);
        if (Read(html, url, now, zone) is not { } article) return Parsed.Fail(Trouble.ParseError, "no article: the page has neither a title nor a text");
        return new Parsed
        {
            Fields = new Dictionary<string, string?>
            {
                ["title"] = article.Title,
                ["body"] = article.Body,
                ["author"] = article.Author,
                ["published"] = article.Published?.At.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
                ["published_precision"] = article.Published is not { } published ? null : published.ToTheMinute ? "minute" : "day",
            },
        };
    }
}
