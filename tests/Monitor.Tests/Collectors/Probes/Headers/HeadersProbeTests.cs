using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Monitor.Collectors.Probes.Headers;
using Monitor.Core.Probes;
using Xunit;

namespace Monitor.Tests.Collectors.Probes.Headers;

/// <summary>The probe against a real server over real TLS.</summary>
public sealed class HeadersProbeTests(Certificates certificates) : IClassFixture<Certificates>
{
    [Fact]
    public async Task A_bare_site_is_up_with_findings_that_say_what_to_change()
    {
        await using var site = await SecureAsync(_ => { });
        var result = await CheckAsync(At(site));
        Assert.Equal((ProbeState.Up, 200, null), (result.State, result.Status, result.Message));
        Assert.Contains(result.Findings, f => f.Code == "headers.grade" && f.Message.Contains("等级", StringComparison.Ordinal));
        var csp = Assert.Single(result.Findings, f => f.Code == "headers.content-security-policy");
        Assert.Contains("请从 Content-Security-Policy", csp.Message, StringComparison.Ordinal);
        Assert.Contains("start with", csp.Message, StringComparison.Ordinal);
        Assert.Equal(new DateTimeOffset(certificates.Good.NotAfter), result.Certificate!.NotAfter);
        Targets.AssertSane(result);
    }

    [Fact]
    public async Task A_grade_below_the_least_and_a_required_test_that_fails_are_degraded()
    {
        await using var site = await SecureAsync(_ => { });
        var result = await CheckAsync(At(site) with { MinGrade = "B", Require = ["strict-transport-security", "cookies"] });
        Assert.Equal(ProbeState.Degraded, result.State);
        Assert.Contains("低于要求的 B", result.Message, StringComparison.Ordinal);
        Assert.Contains("strict-transport-security：", result.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("cookies：", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hardened_site_reaches_the_grade()
    {
        await using var site = await SecureAsync(h =>
        {
            h["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'";
            h["Strict-Transport-Security"] = "max-age=31536000";
            h["X-Content-Type-Options"] = "nosniff";
            h["Referrer-Policy"] = "no-referrer";
            h.Append("Set-Cookie", "JSESSIONID=1; Secure; HttpOnly; SameSite=Lax");
        });
        var result = await CheckAsync(At(site) with { MinGrade = "A+", Require = HeaderTests.Names });
        Assert.Equal((ProbeState.Up, null), (result.State, result.Message));
        Assert.Equal("headers.grade", Assert.Single(result.Findings).Code);
    }

    [Fact]
    public async Task Plain_http_that_does_not_redirect_and_an_origin_that_is_echoed_are_found()
    {
        await using var plain = await WebSite.StartAsync(app => app.MapGet("/", () => "open"));
        await using var site = await WebSite.StartAsync(
            app => app.MapGet("/", (HttpContext c) =>
            {
                if (c.Request.Headers.Origin.Count == 0) return "none";
                c.Response.Headers.AccessControlAllowOrigin = c.Request.Headers.Origin;
                c.Response.Headers.AccessControlAllowCredentials = "true";
                return "open";
            }),
            listen => listen.UseHttps(certificates.Good));
        var result = await CheckAsync(At(site) with { PlainUrl = plain.Url("/").ToString() });
        Assert.Contains(result.Findings, f => f is { Code: "headers.redirection" } && f.Message.Contains("redirection-missing", StringComparison.Ordinal));
        Assert.Contains(result.Findings, f => f is { Code: "headers.cross-origin-resource-sharing", Severity: FindingSeverity.High });
    }

    [Fact]
    public async Task A_cookie_set_on_the_way_counts_and_a_bad_certificate_does_not_stop_the_look()
    {
        await using var site = await WebSite.StartAsync(
            app =>
            {
                app.MapGet("/", (HttpContext c) =>
                {
                    c.Response.Headers.Append("Set-Cookie", "PHPSESSID=1; Secure");
                    return Results.Redirect("/apply");
                });
                app.MapGet("/apply", (HttpContext c) =>
                {
                    c.Response.Headers.StrictTransportSecurity = "max-age=31536000";
                    return "报名";
                });
            },
            listen => listen.UseHttps(certificates.SelfSigned));
        var result = await CheckAsync(At(site));
        Assert.Contains(result.Findings, f => f.Code == "headers.cookies" && f.Message.Contains("[PHPSESSID]", StringComparison.Ordinal));
        Assert.Contains(result.Findings, f => f.Code == "headers.strict-transport-security" && f.Message.Contains("hsts-invalid-cert", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_port_that_is_closed_is_down_and_a_list_that_is_not_there_is_our_fault()
    {
        string closed;
        await using (var site = await SecureAsync(_ => { }))
        {
            closed = At(site).Url;
            var unknown = await CheckAsync(At(site) with { PreloadList = "/nowhere/list.json" });
            Assert.Equal(ProbeState.Unknown, unknown.State);
            Assert.Contains("preloadList“/nowhere/list.json”文件不存在", unknown.Message, StringComparison.Ordinal);
        }

        Targets.AssertDown(await CheckAsync(new HeadersProbeOptions { Url = closed }), "connect", "端口未开放");
    }

    private static Task<ProbeResult> CheckAsync(HeadersProbeOptions options) =>
        new HeadersProbe(new() { Id = "filing", Name = "志愿填报系统" }, options, TimeProvider.System).ProbeAsync(CancellationToken.None);

    private Task<WebSite> SecureAsync(Action<IHeaderDictionary> set) => WebSite.StartAsync(
        app => app.MapGet("/", (HttpContext c) =>
        {
            set(c.Response.Headers);
            return Results.Content("<html><body>志愿填报</body></html>", "text/html; charset=utf-8");
        }),
        listen => listen.UseHttps(certificates.Good));

    private HeadersProbeOptions At(WebSite site) => new() { Url = site.Url("/", "https").ToString(), CaFile = certificates.CaFile };
}
