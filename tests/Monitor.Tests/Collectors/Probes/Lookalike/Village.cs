using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Collectors;
using Monitor.Collectors.Probes;
using Monitor.Collectors.Probes.Lookalike;
using Monitor.Core.Probes;
using Monitor.Tests.Support;
using Xunit;

namespace Monitor.Tests.Collectors.Probes.Lookalike;

/// <summary>A small internet: real resolvers that know a few names, and one real server with a page for each.</summary>
internal sealed class Village : IAsyncDisposable
{
    public const string Own = "zhaokao.yunchuan.cn";

    public const string Page = """
        <html><head><title>云川区高考志愿填报系统</title></head><body><h1>云川区高考志愿填报系统</h1><p>考生请使用准考证号与密码登录，填报前请阅读招生章程，志愿填报截止时间以区招生考试办公室通知为准。</p>
        <form action="/login"><input name="id"><input type="password" name="p"></form></body></html>
        """;

    private readonly List<UnboundServer> _resolvers = [];

    private Village(WebSite site) => Site = site;

    public WebSite Site { get; }

    /// <summary>By host; others have none.</summary>
    public static Dictionary<string, string> PagesWithOwn => new() { [Own] = Page };

    public required Dictionary<string, string> Pages { get; init; }

    public ForgetfulMemory Memory { get; } = new();

    public Calendar Time { get; } = new();

    public LookalikeProbeOptions Options { get; set; } = new()
    {
        Domains = [Own],
        Words = ["login"],
        Endings = ["com", "cn", "net", "top", "xyz"],
        Most = 400,
        PerLook = 400,
        Pace = TimeSpan.Zero,
        Timeout = TimeSpan.FromSeconds(5),
    };

    public bool MayReachLoopback { get; set; } = true;

    public static async Task<Village> BeginAsync()
    {
        Assert.SkipUnless(UnboundServer.Missing is null, UnboundServer.Missing ?? "");
        var pages = PagesWithOwn;
        var site = await WebSite.StartAsync(app => app.Run(async c =>
        {
            string? page;
            lock (pages) page = pages.GetValueOrDefault(c.Request.Path == "/" ? c.Request.Host.Host : c.Request.Host.Host + c.Request.Path);
            c.Response.StatusCode = page is null ? 404 : 200;
            c.Response.ContentType = c.Request.Path == "/" ? "text/html; charset=utf-8" : "text/plain";
            await c.Response.WriteAsync(page ?? "");
        }));
        return new Village(site) { Pages = pages };
    }

    /// <summary>A resolver with these records and no other name.</summary>
    public async Task<string> ResolverAsync(IEnumerable<string> records, string zones = "", string more = "")
    {
        var data = string.Concat(records.Append(Own + ". 60 IN A 127.0.0.1").Select(r => $"  local-data: \"{r}\"\n"));
        var server = await UnboundServer.StartAsync($"  local-zone: \".\" static\n{zones}\n{data}", more);
        _resolvers.Add(server);
        return server.Address;
    }

    public Task<ProbeResult> LookAsync(params string[] resolvers)
    {
        var options = Options with { Resolvers = resolvers, Site = $"http://{Own}:{Site.Port}/" };
        var outside = new Outside(name => [new Uri($"http://{name}:{Site.Port}/")], MayReachLoopback ? [.. Permutations.Of(options).Select(n => n.Name)] : [], TimeSpan.Zero);
        var services = new ProbeServices(Time, NullLoggerFactory.Instance, Memory);
        return new LookalikeProbe(new() { Id = "names", Name = "仿冒域名" }, options, services, outside).ProbeAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        foreach (var resolver in _resolvers) await resolver.DisposeAsync();
    }

    public static IReadOnlyList<string> Lines(ProbeResult result, string code) => [.. result.Findings.Where(f => f.Code == code).Select(f => $"{f.Severity} {f.Subject}").Order(StringComparer.Ordinal)];

    /// <summary>Another day; timers are the machine's, as real servers answer in real time.</summary>
    internal sealed class Calendar : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 6, 20, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => _now;

        public void Advance(TimeSpan span) => _now += span;
    }
}
