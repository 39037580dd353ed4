using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Collectors;
using Monitor.Collectors.Articles;
using Monitor.Collectors.Sitemaps;
using Monitor.Core.Contracts;
using Monitor.Core.Sources;
using Monitor.Tests.Collectors.Fetching;
using Xunit;

namespace Monitor.Tests.Collectors.Articles;

/// <summary>From a front page or a sitemap to its articles, through the real door against a real server.</summary>
public sealed class ArticleCollectorTests
{
    private const string Text = "今天上午，本区第三考点外秩序井然，考生凭准考证和身份证依次入场，家长在警戒线外等候。";

    [Fact]
    public async Task Every_headline_of_the_site_is_read_once()
    {
        await using var site = await StartAsync();
        using var door = Doors.To(site);
        var collector = new ArticleCollector("s", new ArticleOptions { Url = site.Url("/").AbsoluteUri }, Services(door));
        var first = await collector.CollectAsync(null, default);
        Assert.Equal(["本区考点一切正常请家长放心", "本区考点交通管制今日起实施"], first.Posts.Select(p => p.Title));
        Assert.All(first.Posts, p => Assert.Contains("第三考点", p.Text, StringComparison.Ordinal));
        var second = await collector.CollectAsync(first.Cursor, default);
        Assert.Empty(second.Posts);
        Assert.Equal(1, site.Hits("/a/1.html"));
    }

    [Fact]
    public async Task More_articles_than_allowed_at_one_look_wait_for_the_next()
    {
        await using var site = await StartAsync();
        using var door = Doors.To(site);
        var collector = new ArticleCollector("s", new ArticleOptions { Url = site.Url("/").AbsoluteUri, MaxArticles = 1 }, Services(door));
        var first = await collector.CollectAsync(null, default);
        var second = await collector.CollectAsync(first.Cursor, default);
        Assert.Equal(["本区考点一切正常请家长放心", "本区考点交通管制今日起实施"], first.Posts.Concat(second.Posts).Select(p => p.Title));
    }

    [Fact]
    public async Task An_article_that_fails_is_named_tried_again_and_costs_the_others_nothing()
    {
        var broken = true;
        await using var site = await StartAsync(c =>
        {
            if (broken) c.Response.StatusCode = 500;
            return broken;
        });
        using var door = Doors.To(site);
        var collector = new ArticleCollector("s", new ArticleOptions { Url = site.Url("/").AbsoluteUri }, Services(door));
        var first = await collector.CollectAsync(null, default);
        Assert.Equal("本区考点交通管制今日起实施", Assert.Single(first.Posts).Title);
        Assert.Contains("/a/1.html", Assert.Single(first.Broken), StringComparison.Ordinal);
        broken = false;
        Assert.Equal("本区考点一切正常请家长放心", Assert.Single((await collector.CollectAsync(first.Cursor, default)).Posts).Title);
    }

    [Fact]
    public async Task A_sitemap_index_leads_to_the_pages_that_changed_lately()
    {
        await using var site = await StartAsync();
        using var door = Doors.To(site);
        var result = await new SitemapCollector("s", new SitemapOptions { Url = site.Url("/sitemap.xml").AbsoluteUri, Match = "/a/" }, Services(door)).CollectAsync(null, default);
        Assert.Equal((SourceState.Ok, "本区考点一切正常请家长放心"), (result.State, Assert.Single(result.Posts).Title));
        Assert.Equal((0, 0), (site.Hits("/a/2.html"), site.Hits("/b/1.html")));
    }

    private static CollectorServices Services(Monitor.Collectors.Fetching.HttpDoor door) => new(door, TimeProvider.System, NullLoggerFactory.Instance);

    private static Task<WebSite> StartAsync(Func<HttpContext, bool>? firstFails = null) => WebSite.StartAsync(app =>
    {
        app.MapGet("/", () => Html("<a href=/a/1.html>本区考点一切正常请家长放心</a> <a href=/about>关于</a> <a href='https://other.example/x'>别的网站的一条很长的新闻标题</a> <a href=/a/2.html>本区考点交通管制今日起实施</a>"));
        app.MapGet("/a/1.html", (HttpContext c) => firstFails?.Invoke(c) == true ? Results.StatusCode(500) : Html(Article("本区考点一切正常请家长放心")));
        app.MapGet("/a/2.html", () => Html(Article("本区考点交通管制今日起实施")));
        var today = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd");
        app.MapGet("/sitemap.xml", (HttpContext c) => Xml($"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>http://{c.Request.Host}/news.xml</loc></sitemap></sitemapindex>"));
        app.MapGet("/news.xml", (HttpContext c) => Xml($"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>http://{c.Request.Host}/a/1.html</loc><lastmod>{today}</lastmod></url><url><loc>http://{c.Request.Host}/a/2.html</loc><lastmod>2020-01-01</lastmod></url><url><loc>http://{c.Request.Host}/b/1.html</loc></url></urlset>"));
    });

    private static string Article(string title) => $"<title>{title}_新闻网</title><h1>{title}</h1><div class=content><p>{Text}</p><p>{Text}</p></div>";

    private static IResult Html(string body) => Results.Content(body, "text/html; charset=utf-8");

    private static IResult Xml(string body) => Results.Content(body, "application/xml");
}
