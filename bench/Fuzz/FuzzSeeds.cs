using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace Monitor.Bench.Fuzz;

/// <summary>What mutations start from: small inputs of every form, and the corpus where it is at hand.</summary>
internal static class FuzzSeeds
{
    /// <summary>Larger ones make each round slow and reach nothing that smaller ones do not.</summary>
    private const int MaxBytes = 24 * 1024;

    private static readonly Dictionary<string, string[]> BuiltIn = new()
    {
        ["feed"] =
        [
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>c</title><item><title>高考 &amp; 中考</title><link>http://a.cn/1</link><guid isPermaLink=\"false\">1</guid><dc:date>2026-06-07</dc:date><description><![CDATA[<p>x</p>]]></description><enclosure url=\"a.mp3\" length=\"1\"/></item></channel></rss>",
            "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:base=\"http://a.cn/\"><title type=\"html\">t</title><entry><id>1</id><link rel=\"alternate\" href=\"/1\"/><updated>2026-06-07T08:00:00Z</updated><content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><b>x</b></div></content></entry></feed>",
            "<!DOCTYPE rss [<!ENTITY a \"b\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]><rss><channel><item><title>&a;&c;&nbsp;&#x41;</title><pubDate>Sun, 07 Jun 2026 08:00:00 +0800</pubDate></item></channel></rss>",
            "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\"><item rdf:about=\"u\"><title>t</title></item></rdf:RDF>",
            "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":\"1\",\"url\":\"https://a.cn/1\",\"title\":\"t\",\"content_html\":\"<p>x</p>\",\"date_published\":\"2026-06-07T08:00:00Z\",\"authors\":[{\"name\":\"甲\"}],\"tags\":[\"x\"]}]}",
        ],
        ["html"] =
        [
            "<html><head><title>高考首日_新闻网</title><base href=\"/x/\"><meta property=\"og:title\" content=\"高考首日\"><script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"高考首日\",\"datePublished\":\"2026-06-07\",\"author\":[{\"name\":\"甲\"}]}</script></head><body><h1>高考首日</h1><div class=\"content\"><p>今天上午，各考点秩序井然，考生依次入场，家长在外等候。</p><p>昨天 12:30 发布</p><ul><li><a href=\"/1\">一条很长的新闻标题在这里</a><span>06-07</span></li></ul><table><tr><td>1</td></tr></table></div></body></html>",
            "<ul><li><a href='?p=2' class=next>下一页 &nbsp; &#0; &#x110000;</a><em>x</em><svg><title>s</title></svg><template><p>t</p></template><select><option>o</select><math><mi></math>",
        ],
        ["json"] = ["{\"ok\":1,\"data\":{\"list\":[{\"id\":1,\"title\":\"t\",\"url\":\"/1\",\"heat\":\"3.2万\",\"published\":1780800000,\"content\":\"<b>x\"}]}}", "{\"code\":0,\"data\":[{\"target\":{\"id\":1,\"title\":\"\\ud83d\"},\"detail_text\":\"1 亿热度\"},null,[],\"x\"]}"],
        ["sitemap"] = ["<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:news=\"n\"><url><loc>https://a.cn/1</loc><lastmod>2026-06-07</lastmod><news:news><news:title>t</news:title></news:news></url></urlset>", "<sitemapindex><sitemap><loc>https://a.cn/s.xml</loc></sitemap></sitemapindex>", "https://a.cn/1\nhttps://a.cn/2\n"],
        ["robots"] = ["User-agent: *\nDisallow: /private/*.html$\nAllow: /a*b*c\nCrawl-delay: 1e3\n\nUser-agent: MonitorBot\nDisallow: /%e4%b8%ad\nAllow: /index.html\nSitemap: https://a.cn/s.xml\n", "\uFEFFuser-agent:MonitorBot\ruser-agent: other\rdisallow:\rallow: $\rdisallow: ****"],
        ["bytes"] = ["<?xml version='1.0' encoding='gbk'?><a>高考</a>", "<!-- x --><meta charset=utf-16><p>高考", "<meta http-equiv=content-type content='text/html; charset=big5'>", "\u001b$B$\"\u001b(B ISO"],
        ["url"] = ["https://u:p@例子.cn:8080/a/../b/%E4?x=1&y=#f", "//[::ffff:1.2.3.4]/", "http://0x7f.1/", "file:///C|/x/..", "data:text/html,x", "\\\\a.cn\\x", "?q", "https://xn--fiqs8s.cn/"],
        ["date"] = ["Sun, 07 Jun 2026 08:00:00 +0800", "2026-06-07T08:00:00.1234567Z", "2026年6月7日 下午3:05", "昨天 12:30", "5分钟前", "六月七日", "06-07 08:30", "1780800000", "1780800000000", "7.6.2026", "Jun 7th, 2026 at 8:30 pm", "二〇二六年六月七日", "3 weeks ago", "24:00", "0001-01-01T00:00:00"],
    };

    private static readonly Dictionary<string, string[]> FromCorpus = new()
    {
        ["feed"] = ["feed", "feed-real"],
        ["html"] = ["list-html", "article-zh", "article-intl"],
        ["json"] = ["hotlist"],
        ["sitemap"] = ["sitemap"],
        ["robots"] = ["robots"],
        ["bytes"] = ["charset"],
    };

    /// <param name="name">One of the sorts above.</param>
    /// <param name="corpus">Folder of the corpus, or null.</param>
    /// <param name="most">Files of the corpus taken, evenly spread.</param>
    public static IReadOnlyList<byte[]> Of(string name, string? corpus, int most)
    {
        var seeds = BuiltIn[name].Select(Encoding.UTF8.GetBytes).ToList();
        if (corpus is null || !FromCorpus.TryGetValue(name, out var kinds)) return seeds;
        var files = File.ReadLines(Path.Combine(corpus, "index.jsonl")).Select(l => JsonNode.Parse(l)!).Where(c => kinds.Contains((string?)c["kind"]))
            .Select(c => (string?)c["file"]).OfType<string>().Distinct(StringComparer.Ordinal).Select(f => Path.Combine(corpus, f)).Where(File.Exists).ToList();
        var step = Math.Max(1, files.Count / most);
        for (var i = 0; i < files.Count; i += step)
        {
            var bytes = Bytes(files[i]);
            seeds.Add(bytes.Length <= MaxBytes ? bytes : bytes[..MaxBytes]);
        }

        return seeds;
    }

    private static byte[] Bytes(string file)
    {
        if (!file.EndsWith(".gz", StringComparison.Ordinal)) return File.ReadAllBytes(file);
        using var packed = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        packed.CopyTo(plain);
        return plain.ToArray();
    }
}
