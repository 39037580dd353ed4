using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Collectors;
using Monitor.Collectors.Pages;
using Monitor.Tests.Collectors.Fetching;
using Xunit;

namespace Monitor.Tests.Collectors.Pages;

/// <summary>From a forum's list to its threads and their answers, page after page, against a real server.</summary>
public sealed class PageDetailTests
{
    [Fact]
    public async Task A_list_is_followed_page_by_page_and_each_thread_is_read_with_its_answers()
    {
        await using var site = await StartAsync();
        using var door = Doors.To(site);
        var options = new PageOptions
        {
            Url = site.Url("/list?p=1").AbsoluteUri,
            Rows = "li",
            Fields = new() { Title = "a", Url = "a@href" },
            NextPage = "a.next",
            MaxPages = 3,
            Detail = new() { Article = false, Text = ".post | after:正文：", Author = ".by | before: 发表", Published = ".by | regex:\\d{4}-.*", Replies = new() { Rows = ".reply", Fields = new() { Title = "", Url = null, Text = "p", Author = "b" } } },
        };
        var collector = new PageCollector("s", options, new CollectorServices(door, TimeProvider.System, NullLoggerFactory.Instance));
        var result = await collector.CollectAsync(null, default);
        Assert.Equal(["考点热吗", null, "准考证丢了怎么办", null], result.Posts.Select(p => p.Title));
        Assert.Equal(["帖子 1", "回复 1", "帖子 2", "回复 2"], result.Posts.Select(p => p.Text));
        Assert.Equal(["甲", "乙", "甲", "乙"], result.Posts.Select(p => p.Author));
        Assert.Equal(new TimeSpan(8, 30, 0), result.Posts[0].Published!.Value.TimeOfDay);
        Assert.Equal(4, result.Posts.Select(p => p.NativeId).Distinct().Count());
        Assert.Empty((await collector.CollectAsync(result.Cursor, default)).Posts);
    }

    [Fact]
    public async Task A_further_page_that_fails_is_named_and_costs_nothing_read_before()
    {
        await using var site = await StartAsync();
        using var door = Doors.To(site);
        var options = new PageOptions { Url = site.Url("/list?p=2").AbsoluteUri, Rows = "li", NextPage = "a.next", MaxPages = 2 };
        var result = await new PageCollector("s", options, new CollectorServices(door, TimeProvider.System, NullLoggerFactory.Instance)).CollectAsync(null, default);
        Assert.Equal("准考证丢了怎么办", Assert.Single(result.Posts).Title);
        Assert.Contains("/list?p=3", Assert.Single(result.Broken), StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_within_a_row_follow_their_post()
    {
        var options = new PageOptions { Rows = ".post", Fields = new() { Title = "h2", Url = "a@href" }, Replies = new() { Rows = ".reply" } };
        var items = PageParser.Parse("<div class=post><h2>问</h2><a href=/1>1</a><div class=reply>答一</div><div class=reply>答二</div></div>", new Uri("https://a.cn/"), options, TimeProvider.System.GetUtcNow()).Items;
        Assert.Equal([null, "答一", "答二"], items.Select(i => i.Text));
        Assert.Equal("https://a.cn/1#2", items[2].Id);
    }

    [Fact]
    public void A_pattern_that_takes_too_long_finds_nothing_and_is_not_waited_for()
    {
        var path = FieldPath.Parse("p | regex:^(a+)+$")!;
        var document = new AngleSharp.Html.Parser.HtmlParser().ParseDocument($"<p>{new string('a', 40)}!</p>");
        Assert.Null(path.Read(document.DocumentElement));
    }

    private static Task<WebSite> StartAsync() => WebSite.StartAsync(app =>
    {
        app.MapGet("/list", (int p) => p switch
        {
            1 => Html("<li><a href=/t/1>考点热吗</a></li><a class=next href='/list?p=2'>下一页</a>"),
            2 => Html("<li><a href=/t/2>准考证丢了怎么办</a></li><a class=next href='/list?p=3'>下一页</a>"),
            _ => Results.StatusCode(500),
        });
        app.MapGet("/t/{n:int}", (int n) => Html($"<div class=by>甲 发表于 2025-06-07 08:30</div><div class=post>正文：帖子 {n}</div><div class=reply><b>乙</b><p>回复 {n}</p></div>"));
    });

    private static IResult Html(string body) => Results.Content(body, "text/html; charset=utf-8");
}
