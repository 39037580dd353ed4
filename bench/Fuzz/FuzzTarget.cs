using Monitor.Collectors.Articles;
using Monitor.Collectors.Feeds;
using Monitor.Collectors.Fetching;
using Monitor.Collectors.JsonLists;
using Monitor.Collectors.Pages;
using Monitor.Collectors.Parsing;
using Monitor.Collectors.Sitemaps;
using Monitor.Collectors.Urls;

namespace Monitor.Bench.Fuzz;

/// <summary>One parser to be fed anything. It gives back how many characters it made of its input.</summary>
/// <param name="Name">As on the command line.</param>
/// <param name="Seeds">Which seeds it starts from; see <see cref="FuzzSeeds"/>.</param>
internal sealed record FuzzTarget(string Name, string Seeds, Func<byte[], long> Read)
{
    private static readonly DateTimeOffset Now = new(2026, 6, 7, 12, 0, 0, TimeSpan.FromHours(8));
    private static readonly Uri At = new("https://a.cn/list/");
    private static readonly PageOptions Page = new() { Rows = "li, tr, p", Fields = new() { Title = "a | before:。 | regex:(.+)", Published = "span", Text = "." }, Replies = new() { Rows = "em" }, NextPage = "a.next" };
    private static readonly JsonListOptions List = new() { Items = "data.list[*] || data.realtime || data || items", Fields = new() { Id = "id || target.id", Title = "title || word || target.title", Heat = "heat || num || detail_text", Published = "published || created", Text = "content" }, OkPath = null };

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("feed", "feed", b => Size(FeedParser.Parse(Text(b), At, Now))),
        new("page", "html", b => Size(PageParser.Parse(Text(b), At, Page, Now))),
        new("article", "html", b => Size(ArticleParser.Parse(Text(b), At, Now, Dates.Beijing))),
        new("links", "html", b => Size(ArticleLinks.Parse(Text(b), At, new ArticleOptions()))),
        new("text", "html", b => PlainText.FromHtml(Text(b)).Length + PlainText.FromTitle(Text(b)).Length),
        new("json-list", "json", b => Size(JsonListParser.Parse(Text(b), At, List, Now))),
        new("sitemap", "sitemap", b => SitemapParser.Read(Text(b), At, Now).Entries.Sum(e => (long)e.Loc.Length + (e.Title?.Length ?? 0))),
        new("robots", "robots", b => Robots(Text(b))),
        new("charset", "bytes", b => Charset.Decode(b, null).Text.Length + Charset.Decode(b, "text/html; charset=" + Text(b[..Math.Min(b.Length, 12)])).Text.Length),
        new("url", "url", b => Url(Text(b))),
        new("date", "date", b => Date(Text(b))),
    ];

    private static string Text(byte[] bytes) => Charset.Decode(bytes).Text;

    private static long Size(Parsed parsed) => (parsed.Message?.Length ?? 0) + parsed.Broken.Sum(b => (long)b.Length)
        + parsed.Items.Sum(i => (long)(i.Title?.Length ?? 0) + (i.Text?.Length ?? 0) + (i.Summary?.Length ?? 0) + (i.Url?.Length ?? 0) + (i.Author?.Length ?? 0));

    private static long Robots(string text)
    {
        var rules = RobotsRules.Parse(text, "MonitorBot/1.0");
        // A file that allows and forbids at once would be read by chance.
        if (rules.Allows("https://a.cn/x/y.html?q=1") != rules.Allows("/x/y.html?q=1")) throw new InvalidOperationException("one address, two answers");
        if (!rules.Allows("/robots.txt")) throw new InvalidOperationException("robots.txt itself is forbidden");
        return rules.CrawlDelay is { } delay && (delay < TimeSpan.Zero || delay > TimeSpan.FromMinutes(1)) ? throw new InvalidOperationException($"a delay of {delay}") : 0;
    }

    private static long Url(string text)
    {
        if (WebUrl.Parse(text, WebUrl.Parse("https://a.cn/b/c?d")) is not { } url) return 0;
        var said = url.ToString();
        // What we wrote ourselves must be read as the same address (URL Standard, 4.5).
        if (WebUrl.Parse(said)?.ToString() is { } again && again != said) throw new InvalidOperationException($"'{said}' is read again as '{again}'");
        return said.Length + (UrlNormalizer.Normalize(text)?.Length ?? 0) + (PublicSuffixes.Default.RegistrableOf(url.Host ?? "")?.Length ?? 0);
    }

    private static long Date(string text)
    {
        foreach (var now in new[] { Now, DateTimeOffset.UnixEpoch, new DateTimeOffset(9998, 12, 31, 23, 59, 59, TimeSpan.Zero) })
            if (Dates.Parse(text, now, Dates.Beijing) is { } at && at.Year is < 1800) throw new InvalidOperationException($"'{text}' is {at}");
        return 0;
    }
}
