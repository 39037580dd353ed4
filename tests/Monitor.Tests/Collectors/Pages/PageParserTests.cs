using Monitor.Collectors.Pages;
using Monitor.Collectors.Parsing;
using Xunit;

namespace Monitor.Tests.Collectors.Pages;

public sealed class PageParserTests
{
    private static readonly DateTimeOffset Now = new(2025, 6, 7, 12, 0, 0, TimeSpan.FromHours(8));
    private static readonly Uri At = new("https://bbs.example.cn/list/");

    [Fact]
    public void Own_text_leaves_out_the_elements_within()
    {
        var options = new PageOptions { Rows = "li", Fields = new() { Title = "span@own-text", Url = "a@href", Heat = "em" } };
        var item = Assert.Single(PageParser.Parse("<li><a href=/t/1><span>高考 <em>123</em> 加油</span></a>", At, options, Now).Items);
        Assert.Equal(("高考 加油", "https://bbs.example.cn/t/1", 123), (item.Title, item.Url, item.Heat));
    }

    [Fact]
    public void Posts_of_a_thread_need_no_title_and_keep_their_lines()
    {
        var options = new PageOptions { Rows = "div", Fields = new() { Title = "", Url = null, Author = "b", Text = "p" } };
        var parsed = PageParser.Parse("<div><b>甲</b><p>一<br>二</p></div><div><b>乙</b></div>", At, options, Now);
        var item = Assert.Single(parsed.Items);
        Assert.Equal((null, "甲", "一\n二"), (item.Title, item.Author, item.Text));
    }

    [Theory]
    [InlineData("<title>Sina Visitor System</title>", Trouble.Blocked)]
    [InlineData("<p class=login>请登录</p>", Trouble.Blocked)]
    [InlineData("<p>新版上线</p>", Trouble.ParseError)]
    [InlineData("<li><b>no link</b></li>", Trouble.ParseError)]
    public void A_page_without_rows_is_never_an_empty_list(string html, object trouble) =>
        Assert.Equal(trouble, PageParser.Parse(html, At, new PageOptions { Rows = "li", Wall = ".login" }, Now).Trouble);
}
