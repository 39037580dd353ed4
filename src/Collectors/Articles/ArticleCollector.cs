using Monitor.Collectors.Fetching;
using Monitor.Collectors.Parsing;
using Monitor.Core.Contracts;

namespace Monitor.Collectors.Articles;

internal sealed class ArticleCollector(string sourceId, ArticleOptions options, CollectorServices services) : ICollector
{
    public Task<CollectResult> CollectAsync(string? cursor, CancellationToken ct) => Collection.RunAsync(
        new Visit(sourceId, options, services), cursor, a => ArticleLinks.Parse(a.Text(), a.Url, options), ct,
        new Following(options.MaxArticles, (a, item) => Detailed(a, item, options.Zone, services.Time.GetUtcNow())));

    /// <summary>The item of a list with what the page behind it says; empty when the page is a wall or holds no text.</summary>
    public static IReadOnlyList<Item> Detailed(FetchResult answer, Item item, TimeSpan zone, DateTimeOffset now)
    {
        var html = answer.Text();
        if (Walls.Of(html) is not null || ArticleParser.Read(html, answer.Url, now, zone) is not { Body.Length: > 0 } article) return [];
        return
        [
            item with
            {
                Title = article.Title ?? item.Title,
                Text = article.Body,
                Author = article.Author ?? item.Author,
                Published = article.Published?.At ?? item.Published,
            },
        ];
    }
}
