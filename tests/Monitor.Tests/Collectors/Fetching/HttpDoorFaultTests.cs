using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Collectors.Fetching;
using Xunit;

namespace Monitor.Tests.Collectors.Fetching;

/// <summary>Servers that break HTTP itself: each ends in a result with a reason, within its time and size.</summary>
public sealed class HttpDoorFaultTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
    private static readonly TimeSpan Drip = TimeSpan.FromMilliseconds(20);

    private static Dictionary<string, (Func<RawRequest, Task> Serve, FetchOutcome Outcome)> Servers { get; } = new()
    {
        ["headers that never end"] = (r => Begin(r, "HTTP/1.1 200 OK\r\n", "X-Filler: " + new string('x', 500) + "\r\n", TimeSpan.Zero), FetchOutcome.Unreachable),
        ["headers byte by byte"] = (r => Begin(r, "HTTP/1.1 200 OK\r\nX: ", "y", Drip), FetchOutcome.Timeout),
        ["a body byte by byte"] = (r => Begin(r, Ok + "Content-Length: 100000\r\n\r\n", "z", Drip), FetchOutcome.Timeout),
        ["chunks byte by byte"] = (r => Begin(r, Ok + "Transfer-Encoding: chunked\r\n\r\n", "1\r\nz\r\n", Drip), FetchOutcome.Timeout),
        ["interim answers without end"] = (r => r.ForEverAsync("HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n", Drip), FetchOutcome.Timeout),
        ["a body without end"] = (r => Begin(r, Ok + "\r\n", new string('a', 65536), TimeSpan.Zero), FetchOutcome.TooLarge),
        ["one chunk without end"] = (r => Begin(r, Ok + "Transfer-Encoding: chunked\r\n\r\n7FFFFFFF\r\n", new string('a', 65536), TimeSpan.Zero), FetchOutcome.TooLarge),
        ["a reset in the middle"] = (r => Then(r.SendAsync(Ok + "Content-Length: 1000\r\n\r\nhalf"), r.Reset), FetchOutcome.Unreachable),
        ["a hang-up in the middle"] = (r => Then(r.SendAsync(Ok + "Content-Length: 1000\r\n\r\nhalf"), r.Socket.Close), FetchOutcome.Unreachable),
        ["no answer at all"] = (r => Then(Task.CompletedTask, r.Reset), FetchOutcome.Unreachable),
        ["a length that is no number"] = (r => r.SendAsync(Ok + "Content-Length: many\r\n\r\nx"), FetchOutcome.Timeout),
        ["a broken chunk"] = (r => r.SendAsync(Ok + "Transfer-Encoding: chunked\r\n\r\nzz\r\n"), FetchOutcome.Unreachable),
        ["a greeting of another protocol"] = (r => r.SendAsync("SSH-2.0-OpenSSH_9\r\n\r\n"), FetchOutcome.Unreachable),
        ["packed rubbish"] = (r => r.SendAsync(Ok + "Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd"), FetchOutcome.Unreachable),
        ["nothing new to who never came"] = (r => r.SendAsync("HTTP/1.1 304 Not Modified\r\n\r\n"), FetchOutcome.HttpError),
    };

    public static TheoryData<string> Names => [.. Servers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_server_that_breaks_the_protocol_is_told_with_a_reason(string name)
    {
        var (serve, outcome) = Servers[name];
        await using var site = new RawSite(serve);
        using var door = Door(site);
        var result = await door.GetAsync(site.Url("/list"));
        Assert.Equal(outcome, result.Outcome);
        Assert.Empty(result.Body);
        Assert.StartsWith(site.Url("/list").AbsoluteUri + ": ", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_server_says_beyond_its_length_is_not_taken_for_the_next_answer()
    {
        await using var site = new RawSite(r => r.SendAsync(Ok + $"Content-Length: 2\r\n\r\n{r.Path[1..]}HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"));
        using var door = Door(site);
        Assert.Equal("/1", "/" + (await door.GetAsync(site.Url("/1x"))).Text()[..1]);
        var second = await door.GetAsync(site.Url("/2x"));
        Assert.NotEqual("evil", second.Text());
        Assert.True(second.Text() == "2x" || second.Outcome == FetchOutcome.Unreachable, second.Message);
    }

    [Fact]
    public async Task No_cookie_comes_back()
    {
        await using var site = new RawSite(r => r.SendAsync(Ok + "Set-Cookie: visitor=1; Path=/\r\nContent-Length: 2\r\n\r\nok"));
        using var door = Door(site);
        await door.GetAsync(site.Url("/1"));
        await door.GetAsync(site.Url("/2"));
        Assert.Equal(3, site.Heads.Count);
        Assert.DoesNotContain(site.Heads, h => h.Contains("Cookie", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task An_unescaped_address_of_a_redirect_is_read_as_browsers_do()
    {
        await using var site = new RawSite(r => r.Path == "/from"
            ? r.SendAsync("HTTP/1.1 302 Found\r\nLocation: /通知/1?a=二\r\nContent-Length: 0\r\n\r\n")
            : r.SendAsync(Ok + $"Content-Length: {r.Path.Length}\r\n\r\n{r.Path}"));
        using var door = Door(site);
        Assert.Equal("/%E9%80%9A%E7%9F%A5/1?a=%E4%BA%8C", (await door.GetAsync(site.Url("/from"))).Text());
    }

    private static HttpDoor Door(RawSite site) => new(
        new FetchSettings { HostPace = TimeSpan.Zero, Timeout = TimeSpan.FromSeconds(1), MaxBytes = 1024 * 1024, AllowPrivate = [site.Authority] }, TimeProvider.System, NullLoggerFactory.Instance);

    private static async Task Begin(RawRequest request, string head, string piece, TimeSpan pause)
    {
        await request.SendAsync(head);
        await request.ForEverAsync(piece, pause);
    }

    private static async Task Then(Task first, Action next)
    {
        await first;
        next();
    }
}
