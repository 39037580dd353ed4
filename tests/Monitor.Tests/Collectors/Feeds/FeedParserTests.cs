using Monitor.Collectors.Feeds;
using Monitor.Collectors.Parsing;
using Xunit;

namespace Monitor.Tests.Collectors.Feeds;

public sealed class FeedParserTests
{
    private static readonly DateTimeOffset Now = new(2025, 6, 7, 12, 0, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData("<![CDATA[La case: <i>Tintin</i>]]>", "La case: Tintin")]
    [InlineData("A &amp;#8217;quote&amp;#8217;", "A ’quote’")]
    [InlineData("#include &lt;/etc/shadow&gt;", "#include </etc/shadow>")]
    [InlineData("高考 &lt; 中考 &amp; 会考", "高考 < 中考 & 会考")]
    [InlineData("1930ft&lt;sup&gt;2&lt;/sup&gt;", "1930ft2")]
    public void A_title_is_what_a_reader_would_see_and_keeps_what_is_no_markup(string written, string read) =>
        Assert.Equal(read, Rss($"<title>{written}</title>").ToPost("s").Title);

    [Fact]
    public void A_sound_file_is_not_the_address_of_its_entry()
    {
        var item = Rss("<description>listen</description><enclosure url=\"http://a.cn/x.mp3\" length=\"1\" type=\"audio/mpeg\"/>");
        Assert.Null(item.Url);
        Assert.Equal("listen", item.Text);
    }

    [Theory]
    [InlineData("<guid>http://a.cn/1</guid>", "http://a.cn/1")]
    [InlineData("<guid isPermaLink=\"false\">http://a.cn/1</guid>", null)]
    [InlineData("<guid>1</guid>", null)]
    public void A_permalink_stands_in_for_a_missing_link(string guid, string? link) => Assert.Equal(link, Rss($"<title>x</title>{guid}").Url);

    [Fact]
    public void A_date_that_means_none_is_none() => Assert.Null(Rss("<title>x</title><pubDate>Mon, 01 Jan 0001 00:00:00 +0000</pubDate>").Published);

    private static Item Rss(string item) =>
        Assert.Single(FeedParser.Parse($"<rss version=\"2.0\"><channel><title>c</title><item>{item}</item></channel></rss>", null, Now).Items);
}
