using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Monitor.Core.Judgements;
using Monitor.Core.Security;
using Xunit;

namespace Monitor.Tests.Board;

public sealed partial class BoardPagesTests
{
    private const string Hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)><a href=javascript:alert(3)>";

    private static readonly string[] Pages =
        ["/", "/alerts", "/alerts/a1", "/alerts/a3", "/stories", "/stories/s1", "/concerns", "/posts", "/posts/p1", "/targets", "/targets/filing", "/sources", "/models", "/audit", "/password", "/wall"];

    [Fact]
    public async Task Strangers_text_stays_text_on_every_page()
    {
        await using var server = await District.StartAsync(Hostile);
        using var client = await server.SignedInAsync(Role.Admin);
        foreach (var path in Pages.Append("/posts?words=" + Uri.EscapeDataString(Hostile) + "&source=" + Uri.EscapeDataString(Hostile)))
        {
            var html = await client.GetStringAsync(path);
            using var page = new HtmlParser().ParseDocument(html);
            Assert.All(page.QuerySelectorAll("script"), e => Assert.StartsWith("/assets/", e.GetAttribute("src")));
            Assert.Empty(page.QuerySelectorAll("img, iframe, object, [style]"));
            Assert.DoesNotContain(page.All.SelectMany(e => e.Attributes), a => a.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(page.All.SelectMany(e => e.Attributes), a => a.Name is "href" or "src" or "action" && !Ours().IsMatch(a.Value));
        }
    }

    [Fact]
    public async Task Every_page_is_whole_and_carries_its_security_headers()
    {
        await using var server = await District.StartAsync();
        using var client = await server.SignedInAsync(Role.Admin);
        foreach (var path in Pages)
        {
            var answer = await client.GetAsync(path);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, path);
            var html = await answer.Content.ReadAsStringAsync();
            Assert.Contains("<html lang=\"zh-CN\">", html);
            Assert.DoesNotContain("&lt;", html);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.DoesNotContain("unsafe", policy);
            Assert.Contains("frame-ancestors 'none'", policy);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
            foreach (Match id in Ids().Matches(html)) Assert.Single(Ids().Matches(html), m => m.Value == id.Value);
        }
    }

    [Fact]
    public async Task A_fragment_is_the_content_without_its_frame()
    {
        await using var server = await District.StartAsync();
        using var client = await server.SignedInAsync(Role.Viewer);
        client.DefaultRequestHeaders.Add("X-Fragment", "1");
        var html = await client.GetStringAsync("/");
        Assert.DoesNotContain("<html", html);
        Assert.Contains("id=\"open-alerts\"", html);
    }

    [Fact]
    public async Task Claims_stand_beside_the_official_words_with_their_link()
    {
        await using var server = await District.StartAsync();
        using var client = await server.SignedInAsync(Role.Viewer);
        using var post = new HtmlParser().ParseDocument(await client.GetStringAsync("/posts/p1"));
        var claims = post.QuerySelector("#claims")!;
        Assert.Contains("与官方不符", claims.TextContent, StringComparison.Ordinal);
        Assert.Contains("填报延长到30号", claims.TextContent, StringComparison.Ordinal);
        Assert.Contains("志愿填报6月28日17:00截止", claims.TextContent, StringComparison.Ordinal);
        Assert.Contains("官方已辟谣", claims.TextContent, StringComparison.Ordinal);
        Assert.Contains(claims.QuerySelectorAll("a"), a => a.GetAttribute("href") == "https://gov.example.net/1");
        using var story = new HtmlParser().ParseDocument(await client.GetStringAsync("/stories/s1"));
        Assert.Contains("志愿填报6月28日17:00截止", story.QuerySelector("#facts")!.TextContent, StringComparison.Ordinal);
        using var plain = new HtmlParser().ParseDocument(await client.GetStringAsync("/posts/p2"));
        Assert.Null(plain.QuerySelector("#claims"));
    }

    [Theory]
    [InlineData("/alerts/none"), InlineData("/stories/none"), InlineData("/posts/none"), InlineData("/targets/none"), InlineData("/assets/none.js")]
    public async Task What_is_not_there_is_a_404(string path)
    {
        await using var server = await District.StartAsync();
        using var client = await server.SignedInAsync(Role.Viewer);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task The_search_form_becomes_the_query()
    {
        await using var server = await District.StartAsync();
        using var client = await server.SignedInAsync(Role.Viewer);
        await client.GetStringAsync("/posts?words=%E5%B4%A9%E4%BA%86&topic=fraud&sentiment=Negative&band=Unsure&source=forum&from=2026-06-26T08:00&offset=50");
        var query = server.Archive.LastQuery!;
        Assert.Equal(("崩了", "fraud", SentimentLabel.Negative, RiskBand.Unsure, "forum", 50), (query.Words, query.Topic, query.Sentiment, query.Band, query.SourceId, query.Offset));
        Assert.Equal(new DateTimeOffset(2026, 6, 26, 0, 0, 0, TimeSpan.Zero), query.From);

        await client.GetStringAsync("/posts?topic=nonsense&sentiment=9&band=&from=yesterday&offset=-3");
        Assert.Equal((null, null, null, null, 0), (server.Archive.LastQuery!.Topic, server.Archive.LastQuery.Sentiment, server.Archive.LastQuery.Band, server.Archive.LastQuery.From, server.Archive.LastQuery.Offset));
    }

    [Fact]
    public async Task Concerns_show_who_many_ask_and_the_official_answer_without_a_trace_of_authors()
    {
        await using var server = await District.StartAsync();
        using var client = await server.SignedInAsync(Role.Viewer);
        var html = await client.GetStringAsync("/concerns");
        using var page = new HtmlParser().ParseDocument(html);
        var open = page.QuerySelector("#concerns-open")!.TextContent;
        var answered = page.QuerySelector("#concerns-answered")!.TextContent;
        Assert.Contains("验证码", open);
        Assert.Contains("尚无官方答复", open);
        Assert.Contains("3 人", open);
        Assert.Contains("6月29日17时", answered);
        Assert.Contains(page.QuerySelectorAll("#concerns-answered a"), a => a.GetAttribute("href") == "/posts/official-1");
        Assert.DoesNotContain("asker-", html);
    }

    [Fact]
    public async Task Quoted_words_are_marked_in_the_post()
    {
        await using var server = await District.StartAsync();
        using var client = await server.SignedInAsync(Role.Viewer);
        Assert.Contains("<mark>听说</mark>填报系统崩了", await client.GetStringAsync("/posts/p1"));
    }

    [Fact]
    public async Task The_curve_fills_empty_buckets_and_marks_failures()
    {
        await using var server = await District.StartAsync();
        using var client = await server.SignedInAsync(Role.Viewer);
        using var curve = JsonDocument.Parse(await client.GetStringAsync("/api/curve?hours=12"));
        Assert.Equal(145, curve.RootElement.GetProperty("points").GetArrayLength());
        Assert.NotEqual(0, curve.RootElement.GetProperty("failures").GetArrayLength());
    }

    [Theory]
    [InlineData("board.css", "text/css"), InlineData("board.js", "text/javascript"), InlineData("echarts.js", "text/javascript"), InlineData("icon.svg", "image/svg+xml")]
    public async Task Assets_come_from_the_assembly_and_may_be_cached(string name, string type)
    {
        await using var server = await District.StartAsync();
        using var client = server.Client();
        var answer = await client.GetAsync($"/assets/{name}?v={Monitor.Host.Board.AssetFiles.Version}");
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString());
    }

    [GeneratedRegex("^(/(?!/)|#main$|https?://)")]
    private static partial Regex Ours();

    [GeneratedRegex("\\sid=\"[^\"]+\"")]
    private static partial Regex Ids();
}
