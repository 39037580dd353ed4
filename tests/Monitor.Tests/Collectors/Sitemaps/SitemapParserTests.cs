using Monitor.Collectors.Sitemaps;
using Xunit;

namespace Monitor.Tests.Collectors.Sitemaps;

public sealed class SitemapParserTests
{
    private static readonly DateTimeOffset Now = new(2025, 6, 7, 12, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void Pages_pictures_and_news_are_told_apart()
    {
        var (entries, _) = Read("""
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
            <url><loc>https://a.cn/1</loc><lastmod>2025-06-07T08:00:00+08:00</lastmod><image:image><image:loc>https://a.cn/1.jpg</image:loc></image:image>
            <n:news><n:publication_date>2025-06-07</n:publication_date><n:title>考点公告</n:title></n:news></url></urlset>
            """);
        Assert.Equal([SitemapTarget.Page, SitemapTarget.Picture], entries.Select(e => e.Names));
        Assert.Equal(("https://a.cn/1", "考点公告", 8), (entries[0].Loc, entries[0].Title, entries[0].LastModified!.Value.Hour));
    }

    [Theory]
    [InlineData("<urlset><url><loc>https://a.cn/1</loc><url><loc>https://a.cn/2 </loc></url>", 2)]
    [InlineData("\uFEFFhttps://a.cn/1\r\nnot an address\nhttps://a.cn/2\n", 2)]
    [InlineData("<sitemapindex><sitemap><loc>https://a.cn/1.xml</loc></sitemap></sitemapindex>", 1)]
    [InlineData("<urlset><url><loc>javascript:alert(1)</loc></url></urlset>", 0)]
    [InlineData("<urlset></urlset>", 0)]
    public void What_can_be_read_is_read(string text, int count)
    {
        var (entries, fault) = Read(text);
        Assert.Equal((count, null), (entries.Count, fault));
    }

    [Theory]
    [InlineData("<feed xmlns='http://www.w3.org/2005/Atom'><link href='https://a.cn/1'/></feed>")]
    [InlineData("<!doctype html><html><body>404</body></html>")]
    [InlineData("nothing here")]
    public void What_is_no_sitemap_is_said_to_be_none(string text) => Assert.NotNull(Read(text).Fault);

    private static (IReadOnlyList<SitemapEntry> Entries, string? Fault) Read(string text) => SitemapParser.Read(text, new Uri("https://a.cn/sitemap.xml"), Now);
}
