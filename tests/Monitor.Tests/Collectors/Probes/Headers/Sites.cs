using Monitor.Collectors.Probes.Headers;

namespace Monitor.Tests.Collectors.Probes.Headers;

/// <summary>Views of a site made from a few header fields, and the one test of them that is wanted.</summary>
internal static class Sites
{
    public const string Foreign = "https://elsewhere.example";

    public static SiteView Over(string url, string? html, params (string Name, string Value)[] fields)
    {
        var sent = new HeaderFields();
        foreach (var (name, value) in fields) sent.Add(name, value);
        var page = new PageAnswer(new Uri(url), true, sent, html is null ? null : PageMarkup.Of(html));
        return new()
        {
            Host = page.Url.Host,
            Page = page,
            Https = new(true, page.Url.Scheme == "https" ? page : null),
            Cors = new(true, page),
            Origin = Foreign,
        };
    }

    public static SiteView With(params (string Name, string Value)[] fields) => Over("https://filing.example.cn/", null, fields);

    public static HeaderResult? Find(SiteView site, string test) => HeaderTests.Run(site).SingleOrDefault(r => r.Test == test);

    public static string? Result(SiteView site, string test) => Find(site, test)?.Outcome.Result;
}
