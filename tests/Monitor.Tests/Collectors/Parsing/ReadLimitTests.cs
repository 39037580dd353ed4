using Monitor.Collectors.Articles;
using Monitor.Collectors.Feeds;
using Monitor.Collectors.Fetching;
using Monitor.Collectors.JsonLists;
using Monitor.Collectors.Parsing;
using Monitor.Collectors.Sitemaps;
using Xunit;

namespace Monitor.Tests.Collectors.Parsing;

/// <summary>
/// Every parser asks for the time inside its loops. The clock here passes a millisecond whenever somebody looks at it, so only a parser that
/// looks thousands of times on the way is ended.
/// </summary>
public sealed class ReadLimitTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 7, 12, 0, 0, TimeSpan.FromHours(8));
    private static readonly Uri At = new("https://a.cn/list/");

    private static Dictionary<string, (string Reading, Action<ReadLimit> Read)> Endless { get; } = new()
    {
        ["elements of sound XML"] = ("the feed", l => FeedParser.Parse($"<rss><channel>{Many("<a/>", 6000)}</channel></rss>", At, Now, l)),
        ["tags of broken XML"] = ("the feed", l => FeedParser.Parse($"<rss><channel>{Many("<a>", 6000)}", At, Now, l)),
        ["ends of tags"] = ("the feed", l => FeedParser.Parse($"<rss><channel>{Many("</a", 6000)}", At, Now, l)),
        ["doctypes"] = ("the feed", l => FeedParser.Parse($"<rss><channel>{Many("<!DOCTYPE x>", 6000)}", At, Now, l)),
        ["entries of a JSON feed"] = ("the feed", l => FeedParser.Parse($"{{\"items\":[{Many("{},", 6000)}]}}", At, Now, l)),
        ["entries of a list"] = ("the list", l => JsonListParser.Parse($"[{Many("{},", 6000)}]", At, new JsonListOptions(), Now, l)),
        ["addresses, one a line"] = ("the sitemap", l => SitemapParser.Read(Many("https://a.cn/\n", 6000), At, Now, l)),
        ["entries of a sitemap"] = ("the sitemap", l => SitemapParser.Read($"<urlset>{Many("<url/>", 6000)}</urlset>", At, Now, l)),
        ["statements of an article"] = ("the page", l => ArticleParser.Read(Many("<script type='application/ld+json'>{}</script>", 6000), At, Now, Dates.Beijing, l)),
        ["headings of an article"] = ("the page", l => ArticleParser.Read(Many("<h1>x</h1>", 6000), At, Now, Dates.Beijing, l)),
        ["lines of an article"] = ("the page", l => ArticleParser.Read("<article>" + Many("<p>今天上午，各考点秩序井然，考生依次入场，家长在外等候。", 6000), At, Now, Dates.Beijing, l)),
        ["rules of a robots file"] = ("robots.txt", l => RobotsRules.Parse("User-agent: *\n" + Many("Disallow: /x\n", 6000), "MonitorBot").Allows("/list", l)),
        ["one rule of a robots file"] = ("robots.txt", l => RobotsRules.Parse("User-agent: *\nDisallow: /*" + Many("a", 3000) + "b", "MonitorBot").Allows("/" + Many("a", 6_000_000), l)),
    };

    public static TheoryData<string> Names => [.. Endless.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_takes_longer_than_any_real_answer_is_ended_inside_the_loop(string name)
    {
        var (reading, read) = Endless[name];
        var error = Assert.Throws<TookTooLongException>(() => read(new ReadLimit("reading " + reading, new HurriedClock())));
        Assert.Equal($"reading {reading} took longer than 5 s", error.Message);
    }

    [Fact]
    public void The_source_is_told_in_the_same_words()
    {
        var parsed = Collection.Guarded(() => FeedParser.Parse($"<rss><channel>{Many("<a/>", 6000)}</channel></rss>", At, Now, new ReadLimit("reading the feed", new HurriedClock())));
        Assert.Equal((Trouble.ParseError, "reading the feed took longer than 5 s"), (parsed.Trouble, parsed.Message));
    }

    [Fact]
    public void A_feed_that_repeats_itself_is_told()
    {
        var nested = string.Concat(Enumerable.Repeat("<item><title>", 60)) + new string('x', 200_000) + string.Concat(Enumerable.Repeat("</title></item>", 60));
        var parsed = Collection.Guarded(() => FeedParser.Parse($"<rss><channel>{nested}</channel></rss>", At, Now));
        Assert.Equal(Trouble.ParseError, parsed.Trouble);
        Assert.StartsWith("a feed whose entries lie within each other: they hold ", parsed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_broken_entries_without_number_the_first_thousand_are_named()
    {
        var parsed = FeedParser.Parse($"{{\"items\":[{Many("{},", 2500)}{{\"title\":\"x\"}}]}}", At, Now);
        Assert.Equal((1, 1001, "entry 1: has neither title, link nor text", "and 1500 more"), (parsed.Items.Count, parsed.Broken.Count, parsed.Broken[0], parsed.Broken[^1]));
    }

    [Fact]
    public void A_feed_of_the_usual_kind_needs_no_time_at_all()
    {
        var parsed = FeedParser.Parse($"<rss><channel>{Many("<item><title>x</title></item>", 500)}</channel></rss>", At, Now, new ReadLimit("reading the feed", new HurriedClock()));
        Assert.Equal(500, parsed.Items.Count);
    }

    private static string Many(string what, int times) => string.Concat(Enumerable.Repeat(what, times));

    private sealed class HurriedClock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => ++_now;
    }
}
