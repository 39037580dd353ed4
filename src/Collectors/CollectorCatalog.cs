using Monitor.Collectors.Articles;
using Monitor.Collectors.Feeds;
using Monitor.Collectors.FileDrop;
using Monitor.Collectors.JsonLists;
using Monitor.Collectors.Pages;
using Monitor.Collectors.Push;
using Monitor.Collectors.Sitemaps;
using Monitor.Core.Contracts;
using Monitor.Core.Sources;

namespace Monitor.Collectors;

/// <summary>THE list of collector kinds.</summary>
public static class CollectorCatalog
{
    public static IReadOnlyList<Kind<SourceDefinition, CollectorServices, ICollector>> Kinds { get; } =
    [
        new("feed", "RSS, Atom and JSON feeds", typeof(FeedOptions), (d, s) => new FeedCollector(d.Id, (FeedOptions)d.Options!, s)),
        new("article", "News pages without a definition: main text, title, author and time of every article a page links to", typeof(ArticleOptions), (d, s) => new ArticleCollector(d.Id, (ArticleOptions)d.Options!, s)),
        new("page", "Rows of an HTML page, read with CSS selectors", typeof(PageOptions), (d, s) => new PageCollector(d.Id, (PageOptions)d.Options!, s)),
        new("json-list", "Lists in JSON answers, such as hot lists, read by a mapping", typeof(JsonListOptions), (d, s) => new JsonListCollector(d.Id, (JsonListOptions)d.Options!, s)),
        new("sitemap", "Pages a sitemap names, each read as an article", typeof(SitemapOptions), (d, s) => new SitemapCollector(d.Id, (SitemapOptions)d.Options!, s)),
        new("file-drop", "Files put into a folder: CSV, JSON lines and workbooks as platforms export them", typeof(FileDropOptions), (d, s) => new FileDropCollector(d.Id, (FileDropOptions)d.Options!, s)),
        new("push", "Posts other systems send to POST /api/v1/posts/{source}", typeof(PushOptions), (d, s) => new PushCollector()),
    ];
}
