using System.ComponentModel.DataAnnotations;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Monitor.Collectors.Probes;
using Monitor.Collectors.Probes.Http;
using Monitor.Collectors.Probes.Http.Conditions;
using Monitor.Core.Probes;
using Monitor.Core.Security;
using Xunit;

namespace Monitor.Tests.Collectors.Probes;

/// <summary>Conditions on header fields, JSON values, versions, addresses and phases, against a real server.</summary>
public sealed class HttpProbeConditionTests(Certificates certificates) : IClassFixture<Certificates>
{
    public static TheoryData<string, HeaderCondition, bool, string> HeaderConditions => new()
    {
        { "X-System", new() { Is = "Filing" }, true, "" },
        { "x-system", new() { Contains = "IL" }, true, "" },
        { "X-System", new() { Is = "files" }, false, "期望为“files”，实际为“filing”" },
        { "X-None", new(), false, "响应头 X-None：期望有，实际没有" },
        { "X-None", new() { Exists = false }, true, "" },
        { "X-System", new() { Exists = false }, false, "期望没有，实际为“filing”" },
        { "Content-Type", new() { Contains = "json" }, true, "" },
    };

    public static TheoryData<string, JsonCondition, bool, string> JsonConditions => new()
    {
        { "data.status", new() { Is = "open" }, true, "" },
        { "data.status", new() { Is = "shut" }, false, "JSON 的 data.status：期望为 shut，实际为 open" },
        { "data.queue", new() { AtMost = 500 }, true, "" },
        { "data.queue", new() { AtMost = 499.5, AtLeast = 1 }, false, "期望至少 1且至多 499.5，实际为 500" },
        { "data.queue", new() { Is = "500.0" }, true, "" },
        { "data.list[1].name", new() { Is = "本科批" }, true, "" },
        { "data.nothing", new(), false, "期望有，实际没有" },
        { "data.nothing", new() { Exists = false }, true, "" },
        { "data.status", new() { AtLeast = 1 }, false, "至少 1" },
        { "data.open", new() { Is = "true" }, true, "" },
    };

    [Theory]
    [MemberData(nameof(HeaderConditions))]
    public async Task A_header_field_is_compared(string name, HeaderCondition condition, bool fits, string said) =>
        AssertFits(await CheckAsync(o => o with { ExpectHeader = new Dictionary<string, HeaderCondition> { [name] = condition } }), "http.header", fits, said);

    [Theory]
    [MemberData(nameof(JsonConditions))]
    public async Task A_json_value_is_compared(string path, JsonCondition condition, bool fits, string said) =>
        AssertFits(await CheckAsync(o => o with { ExpectJson = new Dictionary<string, JsonCondition> { [path] = condition } }), "http.json", fits, said);

    [Fact]
    public async Task What_is_no_json_is_said_so() =>
        AssertFits(await CheckAsync(o => o with { Url = o.Url + "page", ExpectJson = new Dictionary<string, JsonCondition> { ["a"] = new() } }), "http.json", fits: false, "正文不是 JSON");

    [Theory]
    [InlineData(HttpProtocols.Http1, VersionChoice.Http2, "Degraded", "以 HTTP/1.1 应答，期望 HTTP/2.0")]
    [InlineData(HttpProtocols.Http1AndHttp2, VersionChoice.Http2, "Up", "")]
    [InlineData(HttpProtocols.Http1, VersionChoice.Auto, "Up", "")]
    [InlineData(HttpProtocols.Http1AndHttp2, VersionChoice.Http1, "Up", "")]
    public async Task A_lesser_version_is_found_where_one_was_asked_for(HttpProtocols spoken, VersionChoice asked, string state, string said)
    {
        await using var site = await WebSite.StartAsync(app => app.MapGet("/", (HttpContext c) => c.Request.Protocol), listen =>
        {
            listen.Protocols = spoken;
            listen.UseHttps(certificates.Good);
        });
        var result = await Targets.ProbeAsync(new HttpProbeOptions { Url = site.Url("/", "https").AbsoluteUri, CaFile = certificates.CaFile, Version = asked });
        Assert.Equal(state, result.State.ToString());
        Assert.Contains(said, result.Message ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_of_the_other_kind_is_not_taken()
    {
        var result = await CheckAsync(o => o with { IpVersion = IpChoice.V6 });
        Targets.AssertDown(result, "dns", "没有 IPv6 地址");
        Assert.Equal("http.ip-version", Assert.Single(result.Findings).Code);
        Assert.Equal(ProbeState.Up, (await CheckAsync(o => o with { IpVersion = IpChoice.V4 })).State);
    }

    [Fact]
    public async Task Ipv6_is_used_when_asked_for()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "no IPv6 here");
        await using var site = await WebSite.StartAsync(app => app.MapGet("/", () => "v6"), address: System.Net.IPAddress.IPv6Loopback);
        var result = await Targets.ProbeAsync(new HttpProbeOptions { Url = $"http://[::1]:{site.Port}/", IpVersion = IpChoice.V6, ExpectText = ["v6"] });
        Assert.Equal(ProbeState.Up, result.State);
    }

    [Fact]
    public async Task A_phase_over_its_limit_is_degraded_and_named()
    {
        var result = await CheckAsync(o => o with { MaxFirstByte = TimeSpan.FromTicks(1), MaxConnect = TimeSpan.FromMinutes(1) });
        Assert.Equal(ProbeState.Degraded, result.State);
        Assert.Contains("等待首字节", Assert.Single(result.Findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secret_headers_go_to_their_own_host_only_and_are_masked_when_they_come_back()
    {
        const string key = "s3cret/key+1";
        List<string> elsewhere = [];
        await using var other = await WebSite.StartAsync(app => app.MapGet("/", (HttpContext c) => { elsewhere.Add(string.Join(",", c.Request.Headers.Keys)); return "other"; }), address: System.Net.IPAddress.Parse("127.0.0.2"));
        await using var site = await WebSite.StartAsync(app =>
        {
            app.MapGet("/echo", (HttpContext c) => { c.Response.Headers["X-Echo"] = c.Request.Headers["X-Key"]; c.Response.Headers["X-Plain"] = c.Request.Headers["X-Plain"]; return ""; });
            app.MapGet("/away", () => Results.Redirect(other.Url("/").AbsoluteUri));
        });
        var options = new HttpProbeOptions
        {
            Url = site.Url("/echo").AbsoluteUri,
            Headers = new Dictionary<string, string> { ["X-Plain"] = "plain" },
            SecretHeaders = new Dictionary<string, Secret> { ["X-Key"] = new("env:KEY", key) },
            ExpectHeader = new Dictionary<string, HeaderCondition> { ["X-Echo"] = new() { Is = "else" }, ["X-Plain"] = new() { Is = "plain" } },
        };
        var trace = new ProbeTrace();
        var echoed = await new HttpProbe(new TargetDefinition { Id = "a-b" }, options, TimeProvider.System, trace).ProbeAsync(CancellationToken.None);
        Assert.Equal("响应头 X-Echo：期望为“else”，实际为“***”", echoed.Message);
        Assert.DoesNotContain(trace.Lines, l => l.ToString().Contains(key, StringComparison.Ordinal));
        Assert.Contains(trace.Lines, l => l is { What: "expectHeader X-Echo", Pass: false, Seen: "***" });

        await Targets.ProbeAsync(options with { Url = site.Url("/away").AbsoluteUri, ExpectHeader = new Dictionary<string, HeaderCondition>() });
        Assert.Contains("X-Plain", Assert.Single(elsewhere), StringComparison.Ordinal);
        Assert.DoesNotContain("X-Key", elsewhere[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_host_on_the_way_shows_its_certificate_and_a_bad_one_names_its_host()
    {
        await using var last = await WebSite.StartAsync(app => app.MapGet("/", () => "end"), listen => listen.UseHttps(certificates.Expiring), System.Net.IPAddress.Parse("127.0.0.1"));
        await using var wrong = await WebSite.StartAsync(app => app.MapGet("/", () => "end"), listen => listen.UseHttps(certificates.Good), System.Net.IPAddress.Parse("127.0.0.2"));
        await using var first = await WebSite.StartAsync(app =>
        {
            app.MapGet("/soon", () => Results.Redirect(last.Url("/", "https").AbsoluteUri));
            app.MapGet("/wrong", () => Results.Redirect(wrong.Url("/", "https").AbsoluteUri));
        }, listen => listen.UseHttps(certificates.Good));
        var options = new HttpProbeOptions { Url = first.Url("/soon", "https").AbsoluteUri, CaFile = certificates.CaFile, WarnDays = [30, 7] };
        var soon = await Targets.ProbeAsync(options);
        Assert.Equal((ProbeState.Up, "tls.expiring"), (soon.State, Assert.Single(soon.Findings).Code));

        var bad = await Targets.ProbeAsync(options with { Url = first.Url("/wrong", "https").AbsoluteUri, WarnDays = null });
        Targets.AssertDown(bad, "tls", "127.0.0.2：证书域名不符");
        Assert.Equal("tls.name", Assert.Single(bad.Findings).Code);
    }

    [Theory]
    [InlineData("http2 needs https", "version")]
    [InlineData("framing is the client's", "headers")]
    [InlineData("head has no json", "method")]
    public void Options_that_cannot_be_meant_are_refused(string which, string key)
    {
        var options = which switch
        {
            "http2 needs https" => new HttpProbeOptions { Url = "http://a.example/", Version = VersionChoice.Http2 },
            "head has no json" => new HttpProbeOptions { Url = "http://a.example/", Method = HttpProbeMethod.Head, ExpectJson = new Dictionary<string, JsonCondition> { ["a"] = new() } },
            _ => new HttpProbeOptions { Url = "http://a.example/", Headers = new Dictionary<string, string> { ["content-length"] = "1" } },
        };
        Assert.StartsWith(key, Assert.Single(options.Validate(new ValidationContext(options))).ErrorMessage, StringComparison.Ordinal);
    }

    private static void AssertFits(ProbeResult result, string code, bool fits, string said)
    {
        Assert.Equal(fits ? ProbeState.Up : ProbeState.Down, result.State);
        if (!fits) Assert.Equal(code, Assert.Single(result.Findings).Code);
        Assert.Contains(said, result.Message ?? "", StringComparison.Ordinal);
    }

    private static async Task<ProbeResult> CheckAsync(Func<HttpProbeOptions, HttpProbeOptions> with)
    {
        await using var site = await WebSite.StartAsync(app =>
        {
            app.MapGet("/", (HttpContext c) =>
            {
                c.Response.Headers["X-System"] = "filing";
                return Results.Text("""{"data":{"status":"open","queue":500,"open":true,"list":[{"name":"提前批"},{"name":"本科批"}],"nothing":null}}""", "application/json", Encoding.UTF8);
            });
            app.MapGet("/page", () => "<h1>no json</h1>");
        });
        return await Targets.ProbeAsync(with(new HttpProbeOptions { Url = site.Url("/").AbsoluteUri }));
    }
}
