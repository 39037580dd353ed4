using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Collectors;
using Monitor.Collectors.Feeds;
using Monitor.Collectors.Fetching;
using Monitor.Collectors.Pages;
using Xunit;

namespace Monitor.Tests.Collectors.Fetching;

/// <summary>Cookies only where a source says so, each source's its own.</summary>
public sealed class HttpDoorCookieTests
{
    private const string Secret = "visitor=51a7e";

    [Fact]
    public async Task A_source_that_asks_sends_back_what_was_set_at_every_hop()
    {
        await using var site = await WebSite.StartAsync(Check);
        using var door = Doors.To(site);
        Assert.Equal("posts for " + Secret, (await door.GetAsync(site.Url("/list"), null, "a", default)).Text());
        Assert.Equal("posts for " + Secret, (await door.GetAsync(site.Url("/shown"), null, "a", default)).Text());
    }

    [Fact]
    public async Task Without_cookies_nothing_is_sent_at_any_hop()
    {
        await using var site = await WebSite.StartAsync(Check);
        using var door = Doors.To(site);
        Assert.Equal("who are you?", (await door.GetAsync(site.Url("/list"))).Text());
        Assert.Equal("who are you?", (await door.GetAsync(site.Url("/shown"))).Text());
    }

    [Fact]
    public async Task One_sources_cookies_are_never_anothers_nor_the_robots_files()
    {
        var heard = new List<string>();
        await using var site = await WebSite.StartAsync(app =>
        {
            app.Use((c, next) =>
            {
                lock (heard) heard.Add($"{c.Request.Path} {c.Request.Headers.Cookie}");
                return next(c);
            });
            app.MapGet("/robots.txt", c => Set(c, "robots=1", "User-agent: *\nAllow: /"));
            app.MapGet("/{name}", (HttpContext c, string name) => Set(c, $"{name}=1", "posts"));
        });
        using var door = Doors.To(site);
        foreach (var (path, source) in new[] { ("/a", "a"), ("/b", "b"), ("/a", null), ("/again", "a"), ("/again", "b"), ("/again", null) })
            await door.GetAsync(site.Url(path), null, source, default);
        Assert.Equal(["/robots.txt ", "/a ", "/b ", "/a ", "/again a=1", "/again b=1", "/again "], heard);
    }

    [Fact]
    public async Task A_cookie_goes_to_the_host_that_set_it_and_to_no_other()
    {
        await using var other = await WebSite.StartAsync(app => app.MapGet("/to", (HttpContext c) => "other got " + c.Request.Headers.Cookie), address: IPAddress.Parse("127.0.0.2"));
        await using var site = await WebSite.StartAsync(app =>
        {
            app.MapGet("/from", c =>
            {
                c.Response.Headers.Append("Set-Cookie", "own=1");
                c.Response.Headers.Append("Set-Cookie", "theirs=1; Domain=127.0.0.2");
                c.Response.Redirect(other.Url("/to").AbsoluteUri);
                return Task.CompletedTask;
            });
            app.MapGet("/to", (HttpContext c) => "own got " + c.Request.Headers.Cookie);
        });
        using var door = Doors.To(site, settings: new FetchSettings { HostPace = TimeSpan.Zero }, and: other);
        Assert.Equal("other got ", (await door.GetAsync(site.Url("/from"), null, "a", default)).Text());
        Assert.Equal("own got own=1", (await door.GetAsync(site.Url("/to"), null, "a", default)).Text());
    }

    [Fact]
    public async Task Secure_paths_and_ends_of_cookies_count_and_a_broken_one_costs_no_other()
    {
        await using var site = await WebSite.StartAsync(app =>
        {
            app.MapGet("/set", c =>
            {
                foreach (var cookie in (string[])["=; =", "safe=1; Secure", "deep=1; Path=/deep", "gone=1; Max-Age=0", "kept=1"]) c.Response.Headers.Append("Set-Cookie", cookie);
                return Task.CompletedTask;
            });
            app.MapGet("/list", (HttpContext c) => c.Request.Headers.Cookie.ToString());
        });
        using var door = Doors.To(site);
        await door.GetAsync(site.Url("/set"), null, "a", default);
        Assert.Equal("kept=1", (await door.GetAsync(site.Url("/list"), null, "a", default)).Text());
    }

    [Fact]
    public async Task A_cookie_for_all_of_a_public_suffix_is_not_kept_and_one_for_a_whole_site_is()
    {
        await using var site = await WebSite.StartAsync(app =>
        {
            app.MapGet("/set", c =>
            {
                foreach (var cookie in (string[])["all=1; Domain=gov.cn", "deep=1; Domain=.gov.cn; Path=/list", "whole=1; Domain=edu-a.gov.cn", "own=1"]) c.Response.Headers.Append("Set-Cookie", cookie);
                return Task.CompletedTask;
            });
            app.MapGet("/list", (HttpContext c) => $"{c.Request.Host.Host} got {c.Request.Headers.Cookie}");
        });
        using var door = new HttpDoor(
            new FetchSettings { HostPace = TimeSpan.Zero, AllowPrivate = ["www.edu-a.gov.cn", "news.edu-a.gov.cn", "www.edu-b.gov.cn"], Resolve = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]) },
            TimeProvider.System, NullLoggerFactory.Instance);
        await door.GetAsync(new Uri($"http://www.edu-a.gov.cn:{site.Port}/set"), null, "a", default);
        foreach (var (host, cookies) in new[] { ("www.edu-a.gov.cn", "own=1; whole=1"), ("news.edu-a.gov.cn", "whole=1"), ("www.edu-b.gov.cn", "") })
        {
            var text = (await door.GetAsync(new Uri($"http://{host}:{site.Port}/list"), null, "a", default)).Text();
            Assert.Equal($"{host} got {cookies}", $"{host} got {string.Join("; ", text[(host.Length + 5)..].Split("; ").Order(StringComparer.Ordinal))}");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_option_of_a_source_decides_for_its_list_and_all_that_is_read_behind_it(bool cookies)
    {
        var heard = new List<string>();
        await using var site = await WebSite.StartAsync(app =>
        {
            app.Use((c, next) =>
            {
                lock (heard) heard.Add($"{c.Request.Path} {c.Request.Headers.Cookie}");
                return next(c);
            });
            app.MapGet("/from", () => Results.Redirect("/list"));
            app.MapGet("/list", c => Set(c, Secret, "<ul><li><a href=/1>志愿填报系统今日开放</a></ul><a class=next href=/next>下一页</a>", "text/html"));
            app.MapGet("/next", c => Set(c, "more=1", "<ul><li><a href=/2>考点周边道路管制安排</a></ul>", "text/html"));
            app.MapGet("/{n:int}", c => Set(c, "page=1", "<article><h1>题</h1><p>今天上午，各考点秩序井然，考生依次入场，家长在外等候。</p></article>", "text/html"));
        });
        using var log = new Said();
        using var loggers = LoggerFactory.Create(b => b.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        using var door = new HttpDoor(new FetchSettings { HostPace = TimeSpan.Zero, AllowPrivate = [site.Authority] }, TimeProvider.System, loggers);
        var options = new PageOptions { Url = site.Url("/from").AbsoluteUri, Rows = "li", NextPage = "a.next", MaxPages = 2, Detail = new PageDetail(), Cookies = cookies };
        var read = await new PageCollector("s", options, new CollectorServices(door, TimeProvider.System, loggers)).CollectAsync(null, default);
        Assert.Equal(2, read.Posts.Count);
        Assert.Equal(
            cookies ? ["/from ", "/list ", $"/next {Secret}", $"/1 {Secret}; more=1", $"/2 {Secret}; more=1; page=1"] : ["/from ", "/list ", "/next ", "/1 ", "/2 "],
            heard.Where(h => !h.StartsWith("/robots.txt", StringComparison.Ordinal)));
        var told = string.Join('\n', [.. log.Lines, .. read.Trace, .. read.Broken, read.Cursor, read.Sample, read.Error]);
        Assert.Contains(log.Lines, l => l.Contains("redirects to", StringComparison.Ordinal));
        Assert.DoesNotContain("51a7e", told, StringComparison.Ordinal);
    }

    [Fact]
    public void Cookies_are_off_unless_a_source_says_so() =>
        Assert.All(CollectorCatalog.Kinds.Where(k => k.OptionsType.IsAssignableTo(typeof(IWebOptions))), k => Assert.False(((IWebOptions)Activator.CreateInstance(k.OptionsType)!).Cookies));

    [Fact]
    public void Every_kind_that_names_an_address_can_be_told() =>
        Assert.All(CollectorCatalog.Kinds.Where(k => k.OptionsType.GetProperty(nameof(FeedOptions.Url)) is not null), k => Assert.True(k.OptionsType.IsAssignableTo(typeof(IWebOptions)), k.Name));

    /// <summary>As many sites do: who comes without a cookie is given one and sent around.</summary>
    private static void Check(WebApplication app)
    {
        app.MapGet("/list", c =>
        {
            c.Response.Headers.SetCookie = Secret + "; Path=/; HttpOnly";
            c.Response.Redirect("/shown");
            return Task.CompletedTask;
        });
        app.MapGet("/shown", (HttpContext c) => c.Request.Headers.Cookie.Count > 0 ? "posts for " + c.Request.Headers.Cookie : "who are you?");
    }

    private static Task Set(HttpContext c, string cookie, string body, string type = "text/plain")
    {
        c.Response.Headers.SetCookie = cookie;
        c.Response.ContentType = type + "; charset=utf-8";
        return c.Response.WriteAsync(body);
    }

    private sealed class Said : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
