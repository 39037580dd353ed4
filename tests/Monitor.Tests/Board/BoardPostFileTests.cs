using System.Net;
using System.Text;
using AngleSharp.Html.Parser;
using DocumentFormat.OpenXml.Packaging;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Security;
using Xunit;

namespace Monitor.Tests.Board;

public sealed class BoardPostFileTests
{
    private const string Formula = "=HYPERLINK(\"https://evil.example\")";

    [Theory]
    [InlineData(Role.Viewer, false), InlineData(Role.Propaganda, true), InlineData(Role.Security, false)]
    public async Task The_file_holds_what_was_searched_with_authors_only_for_those_who_see_them(Role role, bool authors)
    {
        await using var server = await District.StartAsync();
        Add(server);
        using var client = await server.SignedInAsync(role);
        var answer = await client.GetAsync("/posts/file?words=x&source=forum&format=csv");
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var text = Encoding.UTF8.GetString(bytes);
        Assert.Contains("\"'=HYPERLINK(\"\"https://evil.example\"\")\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("想不开", text, StringComparison.Ordinal);
        Assert.Equal(authors, text.Contains("feedface", StringComparison.Ordinal));
        Assert.Equal(authors, text.Contains("作者代号", StringComparison.Ordinal));
        Assert.Equal(authors, text.Contains("https://forum.example.net/t/", StringComparison.Ordinal));
        Assert.Equal("x", server.Archive.LastQuery!.Words);
        var entry = server.Ledger.Trail.Single(e => e.Action == "posts.file");
        Assert.Equal((role.ToString(), "csv"), (entry.Who, entry.Subject));
        Assert.Contains("rows: /posts?words=x&source=forum", entry.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workbook_opens_and_has_no_formula()
    {
        await using var server = await District.StartAsync();
        Add(server);
        using var client = await server.SignedInAsync(Role.Viewer);
        using var stream = new MemoryStream(await client.GetByteArrayAsync("/posts/file?format=xlsx"));
        using var book = SpreadsheetDocument.Open(stream, false);
        var sheet = book.WorkbookPart!.WorksheetParts.Single().Worksheet!;
        Assert.Empty(new DocumentFormat.OpenXml.Validation.OpenXmlValidator().Validate(book, TestContext.Current.CancellationToken));
        Assert.Empty(sheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.CellFormula>());
        Assert.Contains("'" + Formula, sheet.InnerText, StringComparison.Ordinal);
        Assert.Equal(1 + server.Archive.Posts.Count - 1, sheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Row>().Count());
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/posts/file?format=exe")).StatusCode);
    }

    [Theory]
    [InlineData("=1"), InlineData("+1"), InlineData("-1"), InlineData("@a"), InlineData("\ta"), InlineData("\ra")]
    public void What_a_spreadsheet_would_run_is_text(string cell) => Assert.Equal("'" + cell, Monitor.Alerts.Listing.TableFile.Safe(cell));

    [Fact]
    public async Task More_rows_than_a_file_holds_are_left_out()
    {
        await using var server = await District.StartAsync();
        var post = server.Archive.Posts[0];
        server.Archive.Posts.AddRange(Enumerable.Range(0, 10_100).Select(i => post with { Id = "m" + i }));
        using var client = await server.SignedInAsync(Role.Security);
        var text = await client.GetStringAsync("/posts/file?format=csv");
        Assert.Equal(10_001, text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task A_search_is_kept_by_name_for_its_reader_alone()
    {
        await using var server = await District.StartAsync();
        using var client = await server.SignedInAsync(Role.Viewer);
        Assert.Equal("/posts?words=%E5%BB%B6%E6%9C%9F&band=High", (await SaveAsync(client, "延期", "/posts?words=%E5%BB%B6%E6%9C%9F&band=High&offset=50&evil=1")).Headers.Location!.OriginalString);
        using (var page = new HtmlParser().ParseDocument(await client.GetStringAsync("/posts")))
            Assert.Equal("/posts?words=%E5%BB%B6%E6%9C%9F&band=High", page.QuerySelectorAll("#filters a").Single(a => a.TextContent == "延期").GetAttribute("href"));
        using var other = await server.SignedInAsync(Role.Security);
        Assert.DoesNotContain("延期</a>", await other.GetStringAsync("/posts"));

        foreach (var address in new[] { "https://evil.example/posts?words=a", "//evil.example", "/posts", "/posts?evil=1" })
            Assert.Equal(HttpStatusCode.BadRequest, (await SaveAsync(client, "x", address)).StatusCode);
        for (var i = 1; i < 20; i++) Assert.Equal(HttpStatusCode.Found, (await SaveAsync(client, "n" + i, "/posts?words=n" + i)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await SaveAsync(client, "one more", "/posts?words=a")).StatusCode);
        await BoardServer.PostAsync(client, "/posts", "/posts/filters/remove", ("name", "延期"));
        Assert.DoesNotContain("延期</a>", await client.GetStringAsync("/posts"));
    }

    [Fact]
    public async Task A_post_is_labelled_where_it_is_listed()
    {
        await using var server = await District.StartAsync();
        var post = server.Archive.Posts[1];
        server.Archive.Posts.AddRange([Scored(post, "q1", .5, RiskBand.Unsure), Scored(post, "q2", .8, RiskBand.Unsure), Scored(post, "q3", .82, RiskBand.High), Scored(post, "q4", .3, RiskBand.Low)]);
        using var client = await server.SignedInAsync(Role.Propaganda);
        using var page = new HtmlParser().ParseDocument(await client.GetStringAsync("/models"));
        var first = page.QuerySelector("#label-queue li")!;
        Assert.Equal("/posts/q2", first.QuerySelector("a")!.GetAttribute("href"));
        var form = first.QuerySelectorAll("form").First();
        var answer = await BoardServer.PostAsync(client, "/models", form.GetAttribute("action")!, [.. form.QuerySelectorAll("input[name=task], input[name=value], input[name=back]").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value")!))]);
        Assert.Equal("/models#label-queue", answer.Headers.Location!.OriginalString);
        using var after = new HtmlParser().ParseDocument(await client.GetStringAsync("/models"));
        Assert.DoesNotContain(after.QuerySelectorAll("#label-queue a"), a => a.GetAttribute("href") == "/posts/q2");
        using var viewer = await server.SignedInAsync(Role.Viewer);
        using var plain = new HtmlParser().ParseDocument(await viewer.GetStringAsync("/models"));
        Assert.Empty(plain.QuerySelectorAll("#label-queue form"));
    }

    private static Task<HttpResponseMessage> SaveAsync(HttpClient client, string name, string address) => BoardServer.PostAsync(client, "/posts?words=a", "/posts/filters", ("name", name), ("address", address));

    private static Post Scored(Post post, string id, double score, RiskBand band) =>
        post with { Id = id, StoryId = id, Assessment = post.Assessment! with { Rumour = new RumourRisk(score, band, []) } };

    private static void Add(BoardServer server)
    {
        var post = server.Archive.Posts.First(p => p.SourceId == "forum");
        server.Archive.Posts.Add(post with { Id = "formula", Title = null, Text = Formula });
        server.Archive.Posts.Add(post with { Id = "distress", Text = "想不开", Assessment = post.Assessment! with { Topics = [Topics.StudentWellbeing], Sentiment = new Sentiment(SentimentLabel.Negative, .9, .1, 0) } });
    }
}
