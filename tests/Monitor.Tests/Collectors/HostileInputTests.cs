using System.Diagnostics;
using System.Text;
using Monitor.Collectors.Articles;
using Monitor.Collectors.Feeds;
using Monitor.Collectors.JsonLists;
using Monitor.Collectors.Pages;
using Monitor.Collectors.Parsing;
using Monitor.Collectors.Sitemaps;
using Xunit;

namespace Monitor.Tests.Collectors;

/// <summary>Inputs made to hurt: each must be refused or neutralised within seconds and without filling the memory.</summary>
public sealed class HostileInputTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Now = new(2025, 6, 7, 12, 0, 0, TimeSpan.FromHours(8));
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(1);

    public static TheoryData<string> Names => [.. Inputs.Keys];

    private static Dictionary<string, Func<string>> Inputs { get; } = new()
    {
        ["deep divs"] = () => string.Concat(Enumerable.Repeat("<div>", 100_000)) + "高考",
        ["deep spans"] = () => "<p>" + string.Concat(Enumerable.Repeat("<span>", 100_000)) + "高考",
        ["formatting left open"] = () => string.Concat(Enumerable.Range(0, 3000).Select(i => $"<font size={i}>")) + string.Concat(Enumerable.Repeat("<p>x", 3000)),
        ["nested tables"] = () => string.Concat(Enumerable.Repeat("<table><tr><td>", 20_000)),
        ["endless attributes"] = () => "<p " + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"a{i}=x ")) + ">",
        ["unclosed comment"] = () => "<!--" + new string('-', 1_000_000),
        ["angle brackets"] = () => new string('<', 500_000),
        ["ampersands"] = () => new string('&', 500_000),
        ["deep XML"] = () => "<rss><channel>" + string.Concat(Enumerable.Repeat("<item>", 100_000)),
        ["deep XML content"] = () => "<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'>" + string.Concat(Enumerable.Repeat("<b>", 50_000)) + string.Concat(Enumerable.Repeat("</b>", 50_000)) + "</content></entry></feed>",
        ["billion laughs"] = () => "<!DOCTYPE rss [<!ENTITY a0 \"ha\">" + string.Concat(Enumerable.Range(1, 30).Select(i => $"<!ENTITY a{i} \"&a{i - 1};&a{i - 1};\">")) + "]><rss><channel><item><title>&a30;</title></item></channel></rss>",
        ["external entity"] = () => "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss><channel><item><title>root &x;</title></item></channel></rss>",
        ["quadratic entities"] = () => $"<!DOCTYPE rss [<!ENTITY a \"{new string('a', 190)}\">]><rss><channel><item><title>{string.Concat(Enumerable.Repeat("&a;", 100_000))}</title></item></channel></rss>",
        ["many namespaces"] = () => "<rss><channel>" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<n{i}:item xmlns:n{i}='u{i}'><title>x</title>")),
        ["deep JSON"] = () => new string('[', 100_000),
        ["deep JSON-LD"] = () => "<script type='application/ld+json'>" + new string('[', 100_000) + "</script><title>x</title>",
        ["half a surrogate"] = () => "<title>\uD83D</title><p>\uDE00 高考</p><rss><item><title>\uD83D</title></item></rss>",
        ["zero bytes"] = () => new string('\0', 100_000) + "<rss>",
        ["a long date"] = () => "<rss><channel><item><title>x</title><pubDate>" + new string('1', 500_000) + "</pubDate></item></channel></rss>",
        ["long words"] = () => "<html><body><p>" + string.Concat(Enumerable.Repeat("2025-06-07 ", 100_000)) + "</p></body></html>",
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Hostile_input_is_survived_by_every_parser(string name)
    {
        var input = Inputs[name]();
        foreach (var (parser, parse) in Parsers())
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var clock = Stopwatch.StartNew();
            var parsed = Collection.Guarded(() => parse(input));
            output.WriteLine($"{parser}: {clock.ElapsedMilliseconds} ms, {(GC.GetAllocatedBytesForCurrentThread() - before) >> 20} MB asked for, {parsed.Message}");
            Assert.True(clock.Elapsed < Bound, $"{parser} took {clock.Elapsed}");
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4L << 30, $"{parser} asked for {(GC.GetAllocatedBytesForCurrentThread() - before) >> 20} MB in all");
            Assert.DoesNotContain("Exception: Object reference", parsed.Message ?? "", StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Files_of_the_machine_never_come_into_a_feed()
    {
        var parsed = FeedParser.Parse(Inputs["external entity"](), null, Now);
        Assert.DoesNotContain("root:", string.Concat(parsed.Items.Select(i => i.Title + i.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public void Script_in_a_title_is_only_text()
    {
        var item = Assert.Single(FeedParser.Parse("<rss><channel><item><title>&lt;script&gt;alert(1)&lt;/script&gt;高考&lt;img src=x onerror=alert(1)&gt;</title></item></channel></rss>", null, Now).Items);
        Assert.Equal("高考", item.ToPost("s").Title);
    }

    /// <summary>Sound inputs with bytes changed, cut, doubled and swapped: whatever comes out, no parser may fail in a way nobody thought of.</summary>
    [Fact]
    public void Damaged_input_never_fails_in_an_unforeseen_way()
    {
        var chance = new Random(20250607);
        var clock = Stopwatch.StartNew();
        var parsers = Parsers().ToList();
        for (var round = 0; round < 1500; round++)
        {
            var damaged = Damage(Seeds[chance.Next(Seeds.Length)], chance);
            foreach (var (parser, parse) in parsers)
            {
                var failed = Collection.Guarded(() => parse(damaged)).Message ?? "";
                Assert.False(Unforeseen.Any(u => failed.StartsWith(u, StringComparison.Ordinal)), $"{parser}: {failed} on {damaged}");
            }
        }

        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(5), $"took {clock.Elapsed}");
    }

    private static readonly string[] Unforeseen = ["NullReference", "IndexOutOfRange", "ArgumentOutOfRange", "ArgumentNull", "InvalidCast", "KeyNotFound", "Overflow", "InvalidOperation"];

    private static readonly string[] Seeds =
    [
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>c</title><item><title>高考 &amp; 中考</title><link>http://a.cn/1</link><dc:date>2025-06-07</dc:date><description><![CDATA[<p>x</p>]]></description><enclosure url=\"a.mp3\" length=\"1\"/></item></channel></rss>",
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:base=\"http://a.cn/\"><title type=\"html\">t</title><entry><id>1</id><link rel=\"alternate\" href=\"/1\"/><updated>2025-06-07T08:00:00Z</updated><content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><b>x</b></div></content></entry></feed>",
        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":\"1\",\"url\":\"https://a.cn/1\",\"title\":\"t\",\"content_html\":\"<p>x</p>\",\"date_published\":\"2025-06-07T08:00:00Z\",\"authors\":[{\"name\":\"甲\"}],\"tags\":[\"x\"]}]}",
        "{\"ok\":1,\"data\":{\"list\":[{\"title\":\"t\",\"url\":\"/1\",\"heat\":\"3.2万\",\"published\":1749254400}]}}",
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>https://a.cn/1</loc><lastmod>2025-06-07</lastmod></url></urlset>",
        "<html><head><title>高考首日_新闻网</title><meta property=\"og:title\" content=\"高考首日\"><script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"高考首日\",\"datePublished\":\"2025-06-07\"}</script></head><body><h1>高考首日</h1><div class=\"content\"><p>今天上午，各考点秩序井然，考生依次入场，家长在外等候。</p><p>昨天 12:30 发布</p><ul><li><a href=\"/1\">一条很长的新闻标题</a></li></ul><table><tr><td>1</td></tr></table></div></body></html>",
    ];

    private static IEnumerable<(string Name, Func<string, Parsed> Parse)> Parsers()
    {
        var at = new Uri("https://a.cn/list/");
        var page = new PageOptions { Rows = "li, div, p", Fields = new() { Title = "a | before:。 | regex:(.+)", Published = "." }, Replies = new() { Rows = "p" } };
        var list = new JsonListOptions { Items = "data.list[*] || data || items", Fields = new() { Heat = "heat", Published = "published", Text = "content_html" } };
        yield return ("feed", t => FeedParser.Parse(t, at, Now));
        yield return ("article", t => ArticleParser.Parse(t, at, Now, Dates.Beijing));
        yield return ("links", t => ArticleLinks.Parse(t, at, new ArticleOptions()));
        yield return ("page", t => PageParser.Parse(t, at, page, Now));
        yield return ("json-list", t => JsonListParser.Parse(t, at, list, Now));
        yield return ("sitemap", t => SitemapParser.Read(t, at, Now) is { Fault: { } fault } ? Parsed.Fail(Trouble.ParseError, fault) : new Parsed());
    }

    private static string Damage(string seed, Random chance)
    {
        var text = new StringBuilder(seed);
        for (var blows = chance.Next(1, 8); blows > 0 && text.Length > 4; blows--)
        {
            var at = chance.Next(text.Length - 2);
            switch (chance.Next(6))
            {
                case 0: text.Remove(at, Math.Min(chance.Next(1, 40), text.Length - at)); break;
                case 1: text.Insert(at, text.ToString(at, Math.Min(chance.Next(1, 80), text.Length - at))); break;
                case 2: text[at] = (char)chance.Next(1, 0x300); break;
                case 3: text[at] = "<>&\"'/=[]{}:;,\0\uFEFF\uD800"[chance.Next(17)]; break;
                case 4: (text[at], text[at + 1]) = (text[at + 1], text[at]); break;
                default: text.Length = at + 1; break;
            }
        }

        return text.ToString();
    }
}
