using Monitor.Collectors.Probes.Headers;
using Xunit;

namespace Monitor.Tests.Collectors.Probes.Headers;

/// <summary>Redirects, preloading, scripts and the grade.</summary>
public sealed class RoadTests : IDisposable
{
    private readonly string _list = Path.GetTempFileName();

    public void Dispose() => File.Delete(_list);

    [Theory]
    [InlineData("redirection-to-https", "http://filing.example.cn/", "https://filing.example.cn/", "https://www.example.cn/")]
    [InlineData("redirection-off-host-from-http", "http://filing.example.cn/", "https://www.example.cn/")]
    [InlineData("redirection-not-to-https-on-initial-redirection", "http://filing.example.cn/", "http://www.example.cn/", "https://www.example.cn/")]
    [InlineData("redirection-not-to-https", "http://filing.example.cn/", "https://filing.example.cn/", "http://old.example.cn/")]
    [InlineData("redirection-missing", "http://filing.example.cn/")]
    [InlineData("redirection-not-needed-no-http")]
    public void The_road_from_the_plain_address_is_judged(string result, params string[] hops) =>
        Assert.Equal(result, Sites.Result(Sites.With() with { Plain = new([.. hops.Select(h => new Uri(h))], true) }, "redirection"));

    [Fact]
    public void A_bad_certificate_on_the_way_is_told_and_a_road_not_tried_is_not_judged()
    {
        Assert.Equal("redirection-invalid-cert", Sites.Result(Sites.With() with { Plain = new([new("http://a.example.cn/"), new("https://a.example.cn/")], false) }, "redirection"));
        Assert.Null(Sites.Find(Sites.With(), "redirection"));
    }

    [Fact]
    public void A_preloaded_host_needs_no_header_and_its_subdomains_only_where_the_list_says_so()
    {
        File.WriteAllText(_list, """
            // as browsers ship it
            {"entries": [
              {"name": "deep.example.cn", "mode": "force-https", "include_subdomains": true},
              {"name": "flat.example.cn", "mode": "force-https"},
              {"name": "pins.example.cn", "pins": "x", "include_subdomains": true},
            ]}
            """);
        var list = PreloadList.Read(_list);
        Assert.Equal([true, true, true, false, false, false],
            new[] { "deep.example.cn", "A.b.Deep.example.cn.", "flat.example.cn", "a.flat.example.cn", "pins.example.cn", "notdeep.example.cn" }.Select(list.Contains));
        Assert.Equal("hsts-preloaded", Sites.Result(Sites.Over("https://a.deep.example.cn/", null) with { Preload = list }, "strict-transport-security"));
        Assert.Equal("redirection-all-redirects-preloaded", Sites.Result(Sites.With() with { Preload = list, Plain = new([new("http://flat.example.cn/"), new("https://deep.example.cn/")], true) }, "redirection"));
    }

    [Theory]
    [InlineData("""<script src="/a.js"></script><script src="b.js"></script>""", "sri-not-implemented-but-all-scripts-loaded-from-secure-origin")]
    [InlineData("""<script src="https://static.example.cn/a.js"></script>""", "sri-not-implemented-but-all-scripts-loaded-from-secure-origin")]
    [InlineData("""<script src="/a.js" integrity="sha384-AAAA"></script>""", "sri-implemented-and-all-scripts-loaded-securely")]
    [InlineData("""<script src="https://cdn.example.com/a.js" integrity="sha512-AAAA" crossorigin></script><script src="/b.js"></script>""", "sri-implemented-and-external-scripts-loaded-securely")]
    [InlineData("""<script src="https://cdn.example.com/a.js" integrity="md5-AAAA"></script>""", "sri-not-implemented-but-external-scripts-loaded-securely")]
    [InlineData("""<script src="//cdn.example.com/a.js" integrity="sha256-AAAA"></script>""", "sri-implemented-but-external-scripts-not-loaded-securely")]
    [InlineData("""<script src="http://cdn.example.com/a.js"></script><script src="https://cdn.example.com/b.js"></script>""", "sri-not-implemented-and-external-scripts-not-loaded-securely")]
    [InlineData("""<script>inline()</script>""", "sri-not-implemented-but-no-scripts-loaded")]
    public void Scripts_of_other_sites_are_to_be_pinned(string html, string result) =>
        Assert.Equal(result, Sites.Result(Sites.Over("https://filing.example.cn/apply/", html), "subresource-integrity"));

    [Fact]
    public void What_is_no_page_has_no_scripts() =>
        Assert.Equal("sri-not-implemented-response-not-html", Sites.Result(Sites.With(("Content-Type", "application/json")), "subresource-integrity"));

    [Fact]
    public void Bonuses_count_only_from_ninety_on_and_no_score_is_below_nought()
    {
        Assert.Equal((105, "A+"), Scored(5, -5, 5));
        Assert.Equal((85, "A-"), Scored(10, 10, -15));
        Assert.Equal((0, "F"), Scored(-50, -40, -25));

        static (int, string) Scored(params int[] modifiers)
        {
            var score = Grade.Score(modifiers.Select(m => new HeaderResult("any", new("any", true, m, "", ""), null)));
            return (score, Grade.Of(score));
        }
    }
}
