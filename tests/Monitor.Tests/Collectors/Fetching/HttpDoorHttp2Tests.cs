using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Collectors.Fetching;
using Monitor.Collectors.Probes;
using Monitor.Tests.Collectors.Probes;
using Xunit;

namespace Monitor.Tests.Collectors.Fetching;

/// <summary>HTTP/2 where a server offers it, and servers that break it in the middle.</summary>
public sealed class HttpDoorHttp2Tests(Certificates certificates) : IClassFixture<Certificates>
{
    private const int NoError = 0, InternalError = 2, RefusedStream = 7, Cancel = 8, EnhanceYourCalm = 11, Http11Required = 13;

    /// <summary>A literal header without a place in the table: name and value of 100 characters each.</summary>
    private static byte[] Filler { get; } = [0, 100, .. new byte[100].Select(_ => (byte)'x'), 100, .. new byte[100].Select(_ => (byte)'y')];

    private static Dictionary<string, (Func<Http2Stream, Task> Serve, FetchOutcome Outcome, string Said)> Servers { get; } = new()
    {
        ["a stream reset before the answer"] = (s => s.ResetAsync(InternalError), FetchOutcome.Unreachable, "server reset the stream. HTTP/2 error code 'INTERNAL_ERROR'"),
        ["a stream reset in the middle"] = (s => Half(s, () => s.ResetAsync(Cancel)), FetchOutcome.Unreachable, "server reset the stream. HTTP/2 error code 'CANCEL'"),
        ["a stream reset in the middle without an error"] = (s => Half(s, () => s.ResetAsync(NoError)), FetchOutcome.Unreachable, "NO_ERROR"),
        ["a goodbye in the middle"] = (s => Half(s, () => Hanging(s, s.GoAwayAsync(0, EnhanceYourCalm))), FetchOutcome.Unreachable, "server closed the connection. HTTP/2 error code 'ENHANCE_YOUR_CALM'"),
        ["a polite goodbye and then a hang-up"] = (s => Half(s, () => Hanging(s, s.GoAwayAsync(s.Id, NoError))), FetchOutcome.Unreachable, "server closed the connection. HTTP/2 error code 'NO_ERROR'"),
        ["a goodbye before every answer"] = (s => s.GoAwayAsync(0, NoError), FetchOutcome.Unreachable, "HTTP/2"),
        ["a refusal of every stream"] = (s => s.ResetAsync(RefusedStream), FetchOutcome.Unreachable, "REFUSED_STREAM"),
        ["HTTP/1.1 asked for and not spoken"] = (s => s.ResetAsync(Http11Required), FetchOutcome.Unreachable, "HTTP"),
        ["a frame too large"] = (s => s.SendAsync(Http2Stream.Data, 0, s.Id, new byte[100_000]), FetchOutcome.Unreachable, "FRAME_SIZE_ERROR"),
        ["a body before the headers"] = (s => s.BodyAsync("x"), FetchOutcome.Unreachable, "PROTOCOL_ERROR"),
        ["headers that are no HPACK"] = (s => s.SendAsync(Http2Stream.Headers, 4, s.Id, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]), FetchOutcome.Unreachable, "HPACK"),
        ["headers without end"] = (s => Then(s.SendAsync(Http2Stream.Headers, 0, s.Id, [Http2Stream.Status200]), () => s.ForEverAsync(Http2Stream.Continuation, 0, s.Id, Filler)), FetchOutcome.Unreachable, "response headers length"),
        ["pings without end"] = (s => s.ForEverAsync(Http2Stream.Ping, 0, 0, new byte[8]), FetchOutcome.Unreachable, "frame queue exceeded"),
        ["empty pieces without end"] = (s => Then(s.AnswerAsync(Http2Stream.Status200), () => s.ForEverAsync(Http2Stream.Data, 0, s.Id, [])), FetchOutcome.Timeout, "no complete answer within 1 s"),
        ["a body that stands still"] = (s => Half(s, () => Task.CompletedTask), FetchOutcome.Timeout, "stood still"),
        ["silence"] = (_ => Task.CompletedTask, FetchOutcome.Timeout, "no complete answer within 1 s"),
    };

    public static TheoryData<string> Names => [.. Servers.Keys];

    [Theory]
    [InlineData(HttpProtocols.Http1AndHttp2, "https", "HTTP/2")]
    [InlineData(HttpProtocols.Http2, "https", "HTTP/2")]
    [InlineData(HttpProtocols.Http1, "https", "HTTP/1.1")]
    [InlineData(HttpProtocols.Http1, "http", "HTTP/1.1")]
    public async Task The_best_protocol_both_speak_is_spoken(HttpProtocols offered, string scheme, string spoken)
    {
        await using var site = await WebSite.StartAsync(app => app.MapGet("/list", (HttpContext c) => c.Request.Protocol), listen =>
        {
            listen.Protocols = offered;
            if (scheme == "https") listen.UseHttps(certificates.Good);
        });
        using var door = Door(site.Authority, new FetchSettings());
        Assert.Equal(spoken, (await door.GetAsync(site.Url("/list", scheme))).Text());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_server_that_breaks_HTTP_2_is_told_with_a_reason(string name)
    {
        var (serve, outcome, said) = Servers[name];
        await using var site = new RawHttp2Site(certificates.Good, serve);
        using var door = Door(site.Authority, new FetchSettings
        {
            Timeout = TimeSpan.FromSeconds(said.EndsWith("within 1 s", StringComparison.Ordinal) ? 1 : 60),
            IdleTimeout = said == "stood still" ? TimeSpan.FromMilliseconds(100) : TimeSpan.FromSeconds(60),
        });
        var result = await door.GetAsync(site.Url("/list"));
        Assert.True(outcome == result.Outcome, $"{result.Outcome}: {result.Message}");
        Assert.Contains(said, result.Message, StringComparison.Ordinal);
        Assert.StartsWith(site.Url("/list").AbsoluteUri + ": ", result.Message, StringComparison.Ordinal);
        Assert.Empty(result.Body);
    }

    [Fact]
    public async Task A_sound_answer_comes_after_a_broken_one_over_the_same_door()
    {
        var asked = 0;
        await using var site = new RawHttp2Site(certificates.Good, s => Interlocked.Increment(ref asked) == 1
            ? Half(s, () => s.GoAwayAsync(s.Id - 2, InternalError))
            : Then(s.AnswerAsync(Http2Stream.Status200), () => s.BodyAsync("whole", end: true)));
        using var door = Door(site.Authority, new FetchSettings());
        Assert.Equal(FetchOutcome.Unreachable, (await door.GetAsync(site.Url("/1"))).Outcome);
        Assert.Equal("whole", (await door.GetAsync(site.Url("/2"))).Text());
    }

    [Fact]
    public async Task A_Kestrel_that_resets_the_stream_in_the_middle_is_no_short_answer()
    {
        await using var site = await SecureAsync(async c =>
        {
            await c.Response.WriteAsync("only the beginning");
            await c.Response.Body.FlushAsync();
            c.Features.GetRequiredFeature<IHttpResetFeature>().Reset(InternalError);
        });
        using var door = Door(site.Authority, new FetchSettings());
        var result = await door.GetAsync(site.Url("/list", "https"));
        Assert.Equal(FetchOutcome.Unreachable, result.Outcome);
        Assert.Contains("INTERNAL_ERROR", result.Message, StringComparison.Ordinal);
        Assert.Empty(result.Body);
    }

    [Fact]
    public async Task An_endless_body_is_left_at_the_limit_and_the_connection_still_serves()
    {
        await using var site = await WebSite.StartAsync(
            app =>
            {
                app.MapGet("/endless", async c =>
                {
                    for (var piece = new byte[65536]; !c.RequestAborted.IsCancellationRequested;) await c.Response.Body.WriteAsync(piece, c.RequestAborted);
                });
                app.MapGet("/list", (HttpContext c) => c.Connection.Id);
            },
            listen => listen.UseHttps(certificates.Good));
        using var door = Door(site.Authority, new FetchSettings { MaxBytes = 1024 * 1024 });
        var before = (await door.GetAsync(site.Url("/list", "https"))).Text();
        Assert.Equal(FetchOutcome.TooLarge, (await door.GetAsync(site.Url("/endless", "https"))).Outcome);
        Assert.Equal(before, (await door.GetAsync(site.Url("/list", "https"))).Text());
    }

    [Fact]
    public async Task Over_HTTP_2_the_address_truly_connected_is_checked_as_well()
    {
        await using var site = await SecureAsync(c => c.Response.WriteAsync("inside"));
        using var door = Door("nothing.example", new FetchSettings { Resolve = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]) });
        foreach (var url in new[] { site.Url("/list", "https"), new Uri($"https://rebind.example:{site.Port}/list") })
        {
            var result = await door.GetAsync(url);
            Assert.Equal(FetchOutcome.RefusedAddress, result.Outcome);
            Assert.Contains("127.0.0.1", result.Message, StringComparison.Ordinal);
        }

        Assert.Equal((0, 0), (site.Hits("/robots.txt"), site.Hits("/list")));
    }

    [Fact]
    public async Task A_redirect_from_HTTP_2_to_an_inside_address_is_refused()
    {
        await using var inside = await SecureAsync(c => c.Response.WriteAsync("inside"));
        await using var site = await WebSite.StartAsync(app => app.MapGet("/list", () => Results.Redirect(inside.Url("/list", "https").AbsoluteUri)), listen => listen.UseHttps(certificates.Good));
        using var door = Door(site.Authority, new FetchSettings());
        Assert.Equal(FetchOutcome.RefusedAddress, (await door.GetAsync(site.Url("/list", "https"))).Outcome);
        Assert.Equal(0, inside.Hits("/list"));
    }

    [Fact]
    public async Task A_certificate_nobody_vouches_for_is_told()
    {
        await using var site = await WebSite.StartAsync(app => app.MapGet("/list", () => "posts"), listen => listen.UseHttps(certificates.SelfSigned));
        using var door = Door(site.Authority, new FetchSettings());
        var result = await door.GetAsync(site.Url("/list", "https"));
        Assert.Equal(FetchOutcome.Unreachable, result.Outcome);
        Assert.Contains("certificate", result.Message, StringComparison.Ordinal);
        Assert.Equal(0, site.Hits("/list"));
    }

    private HttpDoor Door(string allowed, FetchSettings settings) => new(
        settings with { HostPace = TimeSpan.Zero, AllowPrivate = [allowed], Trust = Trust.Policy(certificates.CaFile, TimeProvider.System.GetUtcNow()) }, TimeProvider.System, NullLoggerFactory.Instance);

    private Task<WebSite> SecureAsync(RequestDelegate list) => WebSite.StartAsync(app => app.MapGet("/list", list), listen => listen.UseHttps(certificates.Good));

    private static async Task Half(Http2Stream stream, Func<Task> then)
    {
        await stream.AnswerAsync(Http2Stream.Status200);
        await stream.BodyAsync("half");
        await then();
    }

    private static async Task Hanging(Http2Stream stream, Task first)
    {
        await first;
        stream.Tls.Close();
    }

    private static async Task Then(Task first, Func<Task> then)
    {
        await first;
        await then();
    }
}
