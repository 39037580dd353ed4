using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Monitor.Collectors;
using Monitor.Collectors.Feeds;
using Monitor.Collectors.Fetching;
using Xunit;

namespace Monitor.Tests.Collectors.Fetching;

/// <summary>Where the door goes and where not: other hosts behind redirects, names that lead inside, a proxy; and what it is fed there.</summary>
public sealed class HttpDoorReachTests
{
    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://[::ffff:169.254.169.254]/latest")]
    [InlineData("http://2852039166/latest")]
    [InlineData("http://0x7f.1/")]
    [InlineData("http://10.0.0.1:8080/")]
    [InlineData("http://[::1]/")]
    public async Task A_redirect_inside_is_refused_in_every_spelling(string inside)
    {
        await using var site = await WebSite.StartAsync(app => app.MapGet("/from", () => Results.Redirect(inside)));
        using var door = Doors.To(site);
        var result = await door.GetAsync(site.Url("/from"));
        Assert.Equal(FetchOutcome.RefusedAddress, result.Outcome);
        Assert.Contains("fetch.allowPrivate", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_to_another_host_obeys_that_hosts_robots()
    {
        await using var other = await WebSite.StartAsync(app =>
        {
            app.MapGet("/robots.txt", () => "User-agent: *\nDisallow: /closed");
            app.MapGet("/closed", () => "secret");
            app.MapGet("/open", () => "news");
        });
        await using var site = await WebSite.StartAsync(app => app.MapGet("/to/{where}", (string where) => Results.Redirect(other.Url("/" + where).AbsoluteUri)));
        using var door = new HttpDoor(new FetchSettings { HostPace = TimeSpan.Zero, AllowPrivate = [site.Authority, other.Authority] }, TimeProvider.System, NullLoggerFactory.Instance);
        var refused = await door.GetAsync(site.Url("/to/closed"));
        Assert.Equal((FetchOutcome.RobotsDenied, other.Url("/closed")), (refused.Outcome, refused.Url));
        Assert.Equal(0, other.Hits("/closed"));
        Assert.Equal("news", (await door.GetAsync(site.Url("/to/open"))).Text());
    }

    [Fact]
    public async Task A_name_is_resolved_once_and_what_it_gave_is_checked()
    {
        await using var site = await WebSite.StartAsync(app => app.MapGet("/list", () => "inside"));
        var asked = 0;
        var settings = new FetchSettings { HostPace = TimeSpan.Zero, Resolve = (_, _) => Task.FromResult<IPAddress[]>([Interlocked.Increment(ref asked) > 1 ? IPAddress.Loopback : IPAddress.Parse("10.1.1.1")]) };
        using var door = new HttpDoor(settings, TimeProvider.System, NullLoggerFactory.Instance);
        var first = await door.GetAsync(new Uri($"http://rebind.example:{site.Port}/list"));
        Assert.Equal((FetchOutcome.RefusedAddress, 1), (first.Outcome, asked));
        Assert.Contains("10.1.1.1", first.Message, StringComparison.Ordinal);
        // The second answer is another inside address, and it too is looked at before anything is connected.
        Assert.Contains("127.0.0.1", (await door.GetAsync(new Uri($"http://rebind.example:{site.Port}/list"))).Message, StringComparison.Ordinal);
        Assert.Equal(0, site.Hits("/robots.txt"));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_bomb_of_ten_gigabytes_is_left_after_its_first_megabyte(string encoding)
    {
        const long Whole = 10L << 30;
        long sent = 0;
        await using var site = await WebSite.StartAsync(app => app.MapGet("/bomb", async (HttpContext c) =>
        {
            c.Response.Headers.ContentEncoding = encoding;
            await using var packed = Packed(encoding, c.Response.Body);
            for (var chunk = new byte[1 << 20]; sent < Whole && !c.RequestAborted.IsCancellationRequested; sent += chunk.Length) await packed.WriteAsync(chunk, c.RequestAborted);
        }));
        using var door = Doors.To(site, settings: new FetchSettings { HostPace = TimeSpan.Zero, MaxBytes = 1 << 20 });
        var before = GC.GetTotalAllocatedBytes();
        var result = await door.GetAsync(site.Url("/bomb"));
        Assert.Equal(FetchOutcome.TooLarge, result.Outcome);
        Assert.True(sent < Whole, "the server got rid of all of it");
        Assert.True(GC.GetTotalAllocatedBytes() - before < 512L << 20, "memory went with the bomb");
    }

    [Fact]
    public async Task A_server_that_speaks_only_HTTP_2_is_told_and_not_waited_for()
    {
        await using var site = await WebSite.StartAsync(app => app.MapGet("/list", () => "posts"), o => o.Protocols = HttpProtocols.Http2);
        using var door = Doors.To(site);
        var result = await door.GetAsync(site.Url("/list"));
        Assert.NotEqual(FetchOutcome.Ok, result.Outcome);
        Assert.NotNull(result.Message);
    }

    [Fact]
    public async Task A_crawl_delay_of_the_site_is_kept_between_two_fetches()
    {
        var time = new FakeTimeProvider();
        await using var site = await WebSite.StartAsync(app =>
        {
            app.MapGet("/robots.txt", () => "User-agent: *\nCrawl-delay: 20");
            app.MapGet("/list", () => "posts");
        });
        using var door = Doors.To(site, time);
        await door.GetAsync(site.Url("/list"));
        var second = door.GetAsync(site.Url("/list"));
        time.Advance(TimeSpan.FromSeconds(19));
        Assert.Equal(1, site.Hits("/list"));
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("posts", (await second).Text());
    }

    [Fact]
    public async Task Through_a_proxy_names_that_lead_inside_are_refused_and_names_only_it_knows_pass()
    {
        await using var proxy = new RawSite(r => r.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nproxied"));
        var settings = new FetchSettings
        {
            HostPace = TimeSpan.Zero,
            Proxy = new Uri($"http://{proxy.Authority}"),
            Resolve = (host, ct) => host switch
            {
                "inside.example" => Task.FromResult<IPAddress[]>([IPAddress.Parse("192.168.1.1")]),
                "far.example" => throw new SocketException((int)SocketError.HostNotFound),
                _ => Dns.GetHostAddressesAsync(host, ct),
            },
        };
        using var door = new HttpDoor(settings, TimeProvider.System, NullLoggerFactory.Instance);
        Assert.Equal(FetchOutcome.RefusedAddress, (await door.GetAsync(new Uri("http://inside.example/list"))).Outcome);
        Assert.Equal(FetchOutcome.RefusedAddress, (await door.GetAsync(new Uri("http://127.0.0.1:9/list"))).Outcome);
        Assert.Empty(proxy.Heads);
        Assert.Equal("proxied", (await door.GetAsync(new Uri("http://far.example/list"))).Text());
        Assert.Contains(proxy.Heads, h => h.StartsWith("GET http://far.example/list HTTP/1.1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_proxy_that_asks_gets_its_own_login_and_the_site_never()
    {
        await using var proxy = new RawSite(r => r.Head.Contains("Proxy-Authorization", StringComparison.Ordinal)
            ? r.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nin")
            : r.SendAsync("HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n"));
        var settings = new FetchSettings { HostPace = TimeSpan.Zero, Proxy = new Uri($"http://{proxy.Authority}"), ProxyLogin = new NetworkCredential("u", "p"), Resolve = (host, ct) => host == "far.example" ? throw new SocketException((int)SocketError.HostNotFound) : Dns.GetHostAddressesAsync(host, ct) };
        using var door = new HttpDoor(settings, TimeProvider.System, NullLoggerFactory.Instance);
        Assert.Equal("in", (await door.GetAsync(new Uri("http://far.example/list"))).Text());
        Assert.DoesNotContain(proxy.Heads, h => h.Contains("\r\nAuthorization:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_never_says_anything_new_is_asked_for_the_whole_twice_a_day()
    {
        var (time, whole) = (new FakeTimeProvider(new DateTimeOffset(2026, 6, 7, 0, 0, 0, TimeSpan.Zero)), 0);
        await using var site = await WebSite.StartAsync(app => app.MapGet("/rss", (HttpContext c) =>
        {
            c.Response.Headers.ETag = "\"always\"";
            if (c.Request.Headers.IfNoneMatch.Count > 0) return Results.StatusCode(304);
            return Results.Text($"<rss><channel><item><title>{++whole}</title><link>https://a.cn/{whole}</link></item></channel></rss>");
        }));
        using var door = Doors.To(site, time);
        var collector = new FeedCollector("s", new FeedOptions { Url = site.Url("/rss").AbsoluteUri }, new CollectorServices(door, time, NullLoggerFactory.Instance));
        var first = await collector.CollectAsync(null, default);
        time.Advance(TimeSpan.FromHours(11));
        Assert.True((await collector.CollectAsync(first.Cursor, default)).Unchanged);
        time.Advance(TimeSpan.FromHours(2));
        Assert.Equal("2", Assert.Single((await collector.CollectAsync(first.Cursor, default)).Posts).Title);
    }

    [Fact]
    public async Task A_hostile_feed_over_the_wire_gives_neither_files_nor_script_nor_laughter()
    {
        await using var site = await WebSite.StartAsync(app => app.MapGet("/rss", () => Results.Text(
            "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\"><!ENTITY a \"ha\">" + string.Concat(Enumerable.Range(1, 25).Select(i => $"<!ENTITY a{i} \"&a{(i == 1 ? "" : i - 1)};&a{(i == 1 ? "" : i - 1)};\">"))
            + "]><rss><channel><item><title>&lt;script&gt;alert(1)&lt;/script&gt;考 &x;</title><link>https://a.cn/1</link></item><item><title>&a25;</title><link>https://a.cn/2</link></item></channel></rss>", "text/xml")));
        using var door = Doors.To(site);
        var read = await new FeedCollector("s", new FeedOptions { Url = site.Url("/rss").AbsoluteUri }, new CollectorServices(door, TimeProvider.System, NullLoggerFactory.Instance)).CollectAsync(null, default);
        var text = string.Concat(read.Posts.Select(p => p.Title + p.Text));
        Assert.DoesNotContain("root:", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
        Assert.True(text.Length < 10_000, $"{text.Length} characters");
    }

    private static Stream Packed(string encoding, Stream to) => encoding switch
    {
        "gzip" => new GZipStream(to, CompressionLevel.Fastest),
        "br" => new BrotliStream(to, CompressionLevel.Fastest),
        _ => new ZLibStream(to, CompressionLevel.Fastest),
    };
}
