using Monitor.Collectors.Feeds;
using Monitor.Collectors.JsonLists;
using Monitor.Collectors.Pages;
using Monitor.Collectors.Parsing;
using Monitor.Collectors.Sitemaps;
using Xunit;

namespace Monitor.Tests.Bugs;

/// <summary>What `bench -- fuzz` found, each as small as it could be made.</summary>
public sealed class FuzzedInputsTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 7, 12, 0, 0, TimeSpan.FromHours(8));
    private static readonly Uri At = new("https://a.cn/");

    /// <summary>The span overflowed, and one such date cost the page it stood on.</summary>
    [Theory]
    [InlineData("999999年前")]
    [InlineData("999999.999个月前")]
    public void A_date_longer_ago_than_time_is_no_date(string text) => Assert.Null(Dates.Parse(text, Now, Dates.Beijing));

    /// <summary>"An hour ago" with a capital was an exception, and cost its page.</summary>
    [Theory]
    [InlineData("An hour ago")]
    [InlineData("1 HOUR AGO")]
    public void A_relative_date_is_read_in_any_case(string text) => Assert.Equal(Now.AddHours(-1), Dates.Parse(text, Now, Dates.Beijing));

    /// <summary>A title cut between the halves of an emoji made the whole hot list unreadable.</summary>
    [Theory]
    [InlineData("\\ud83d", "\uFFFD")]
    [InlineData("\\ude00x", "\uFFFDx")]
    [InlineData("\\ud83d\\ude00", "\U0001F600")]
    [InlineData("\\\\ud83d", "\\ud83d")]
    public void Half_a_character_in_a_list_costs_only_itself(string written, string read)
    {
        var parsed = JsonListParser.Parse($"[{{\"title\":\"{written}\"}},{{\"title\":\"二\"}}]", At, new JsonListOptions(), Now);
        Assert.Equal([read, "二"], parsed.Items.Select(i => i.Title));
        Assert.Equal(read, FeedParser.Parse($"{{\"items\":[{{\"id\":\"1\",\"title\":\"{written}\"}}]}}", At, Now).Items[0].Title);
    }

    [Fact]
    public void A_broken_JSON_feed_is_told_in_words() =>
        Assert.StartsWith("not JSON", FeedParser.Parse("{\"items\":[", At, Now).Message, StringComparison.Ordinal);

    /// <summary>The runtime's address parser fails on this instead of refusing it.</summary>
    [Fact]
    public void A_link_the_runtime_cannot_read_costs_only_itself()
    {
        Assert.Equal("https://a.cn/1", Assert.Single(SitemapParser.Read("//\u202E\nhttps://a.cn/1", At, Now).Entries).Loc);
        Assert.Equal(2, PageParser.Parse("<li><a href='//\u202E'>一</a><li><a href=/2>二</a>", null, new PageOptions { Rows = "li" }, Now).Items.Count);
    }

    /// <summary>Rows within rows repeat each other: 6 KB made 1.5 million characters, 10 MB would have filled the memory.</summary>
    [Fact]
    public void A_page_whose_rows_lie_within_each_other_is_refused()
    {
        var page = string.Concat(Enumerable.Repeat("<div>字", 400));
        var options = new PageOptions { Rows = "div", Fields = new() { Title = ".", Url = null } };
        Assert.Contains("within each other", Collection.Guarded(() => PageParser.Parse(page, At, options, Now)).Message, StringComparison.Ordinal);
    }
}
