using System.Net;
using Monitor.Core.Security;
using Xunit;

namespace Monitor.Tests.Board.People;

/// <summary>Who says for whom it asks. The test itself is the proxy: it comes from 127.0.0.1.</summary>
public sealed class ProxyTests
{
    private const string Named = "board: { proxies: [127.0.0.0/8], limits: { signIns: 3 } }";
    private const string Stranger = "board: { proxies: [10.0.0.0/8], limits: { signIns: 3 } }";

    [Fact]
    public async Task Behind_a_named_proxy_the_board_knows_that_the_browser_speaks_https()
    {
        await using var house = await House.OpenAsync(Named);
        await house.PersonAsync("chen", Role.Viewer);
        using var browser = house.Browser();
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        browser.DefaultRequestHeaders.Add("X-Forwarded-Host", "monitor.example.cn");
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        Assert.True((await browser.GetAsync("/signin")).Headers.Contains("Strict-Transport-Security"));
        Assert.StartsWith("https://monitor.example.cn/signin", (await browser.GetAsync("/targets")).Headers.Location!.OriginalString);
        // The form's cookie is Secure, which the test's plain connection would not send back: taken from the answer by hand, as the proxy's browser would.
        var page = await browser.GetAsync("/signin");
        Assert.Contains("; secure", page.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);
        using var behind = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = house.Address };
        foreach (var (name, value) in browser.DefaultRequestHeaders) behind.DefaultRequestHeaders.Add(name, value);
        behind.DefaultRequestHeaders.Add("Cookie", page.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        var entered = await House.SendAsync(behind, await page.Content.ReadAsStringAsync(), "/signin", ("name", "chen"), ("password", House.Password));
        Assert.Contains(entered.Headers.GetValues("Set-Cookie"), c => c.StartsWith("__Host-monitor=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stranger_s_words_about_itself_are_not_believed()
    {
        await using var house = await House.OpenAsync(Stranger);
        using var browser = house.Browser();
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        browser.DefaultRequestHeaders.Add("X-Forwarded-Host", "evil.example");
        Assert.False((await browser.GetAsync("/signin")).Headers.Contains("Strict-Transport-Security"));
        Assert.DoesNotContain("evil.example", (await browser.GetAsync("/targets")).Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData(Named, false)]
    [InlineData(Stranger, true)]
    public async Task Limits_count_the_real_client_and_a_stranger_cannot_pretend_to_be_many(string config, bool refused)
    {
        await using var house = await House.OpenAsync(config);
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 5; i++)
        {
            using var browser = house.Browser();
            browser.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113." + i);
            statuses.Add((await House.PostAsync(browser, "/signin", "/signin", ("name", "nobody"), ("password", "x"))).StatusCode);
        }

        Assert.Equal(refused, statuses.Contains(HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task Of_several_hops_only_those_of_named_networks_are_believed()
    {
        await using var house = await House.OpenAsync(Named);
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 5; i++)
        {
            using var browser = house.Browser();
            // What the client wrote itself stands left of what the proxy saw.
            browser.DefaultRequestHeaders.Add("X-Forwarded-For", $"198.51.100.{i}, 203.0.113.7");
            statuses.Add((await House.PostAsync(browser, "/signin", "/signin", ("name", "nobody"), ("password", "x"))).StatusCode);
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
    }
}
