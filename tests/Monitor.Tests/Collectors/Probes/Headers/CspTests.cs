using Xunit;

namespace Monitor.Tests.Collectors.Probes.Headers;

/// <summary>What a content security policy comes to, by CSP level 3.</summary>
public sealed class CspTests
{
    [Theory]
    [InlineData("default-src 'self'", "csp-implemented-with-no-unsafe")]
    [InlineData("default-src 'none'; script-src 'self'", "csp-implemented-with-no-unsafe-default-src-none")]
    [InlineData("DEFAULT-SRC 'None'", "csp-implemented-with-no-unsafe-default-src-none")]
    [InlineData("default-src", "csp-implemented-with-no-unsafe-default-src-none")] // a directive without sources allows none
    [InlineData("script-src 'self'", "csp-implemented-with-unsafe-inline")] // objects are not restricted
    [InlineData("script-src 'self'; object-src 'none'", "csp-implemented-with-unsafe-inline-in-style-src-only")] // styles are not
    [InlineData("default-src 'self'; script-src-attr 'unsafe-inline'", "csp-implemented-with-unsafe-inline")]
    [InlineData("default-src 'self'; script-src-elem *", "csp-implemented-with-unsafe-inline")]
    [InlineData("default-src 'self'; script-src 'self' 'unsafe-inline' 'nonce-r4nd0m'", "csp-implemented-with-no-unsafe")]
    [InlineData("default-src 'self'; script-src 'strict-dynamic' 'nonce-r4nd0m' https: 'unsafe-inline'", "csp-implemented-with-no-unsafe")]
    [InlineData("default-src 'self'; script-src 'strict-dynamic' https:", "csp-header-invalid")]
    [InlineData("default-src 'self'; connect-src http://api.example.cn", "csp-implemented-with-insecure-scheme")]
    [InlineData("default-src 'self'; media-src http://cdn.example.cn", "csp-implemented-with-insecure-scheme-in-passive-content-only")]
    [InlineData("default-src 'self'; report-uri http://log.example.cn", "csp-implemented-with-no-unsafe")] // nothing is loaded from there
    [InlineData("default-src 'self' 'unsafe-eval'", "csp-implemented-with-unsafe-eval")]
    [InlineData("default-src 'self'; style-src 'unsafe-inline'", "csp-implemented-with-unsafe-inline-in-style-src-only")]
    [InlineData("default-src 'self'; DEFAULT-SRC 'none'", "csp-header-invalid")]
    [InlineData("no-such-directive 'self'", "csp-header-invalid")]
    [InlineData(" ; ; ", "csp-header-invalid")]
    public void A_policy_is_what_browsers_make_of_it(string policy, string result) => Assert.Equal(result, Sites.Result(Sites.With(("Content-Security-Policy", policy)), "content-security-policy"));

    [Fact]
    public void None_is_none_and_a_policy_that_only_reports_is_none() =>
        Assert.Equal("csp-not-implemented", Sites.Result(Sites.With(("Content-Security-Policy-Report-Only", "default-src 'none'")), "content-security-policy"));

    [Fact]
    public void Several_policies_leave_what_all_of_them_allow()
    {
        const string Page = """<html><head><meta http-equiv="content-security-policy" content="script-src 'self'; object-src 'none'"></head><body></body></html>""";
        var site = Sites.Over("https://filing.example.cn/", Page, ("Content-Security-Policy", "default-src https: 'self' 'unsafe-inline'"), ("Content-Security-Policy", "style-src 'self'"));
        Assert.Equal("csp-implemented-with-no-unsafe", Sites.Result(site, "content-security-policy"));
        Assert.Equal("csp-implemented-with-unsafe-inline", Sites.Result(Sites.With(("Content-Security-Policy", "default-src https:, style-src 'self'")), "content-security-policy"));
    }

    [Fact]
    public void A_policy_below_the_head_has_no_effect()
    {
        const string Page = """<html><head></head><body><p>报名</p><meta http-equiv="content-security-policy" content="default-src 'none'"></body></html>""";
        Assert.Equal("csp-not-implemented", Sites.Result(Sites.Over("https://filing.example.cn/", Page), "content-security-policy"));
    }

    [Fact]
    public void The_detail_names_the_source_to_change() =>
        Assert.Equal("script-src 'unsafe-inline'", Sites.Find(Sites.With(("Content-Security-Policy", "default-src 'self'; script-src 'self' 'unsafe-inline'")), "content-security-policy")!.Detail?.Split("; ")[0]);

    [Fact]
    public void Over_plain_http_an_http_source_is_no_step_down() =>
        Assert.Equal("csp-implemented-with-no-unsafe", Sites.Result(Sites.Over("http://filing.example.cn/", null, ("Content-Security-Policy", "default-src 'self'; connect-src http://api.example.cn")), "content-security-policy"));
}
