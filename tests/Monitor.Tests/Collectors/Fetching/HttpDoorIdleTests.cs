using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Collectors.Fetching;
using Xunit;

namespace Monitor.Tests.Collectors.Fetching;

/// <summary>A body that stands still and one that drips on: two ways to hold a fetch, each ended by its own clock.</summary>
public sealed class HttpDoorIdleTests
{
    private const string Head = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n";

    [Fact]
    public async Task A_body_that_stands_still_is_given_up_long_before_the_whole_time_is_over()
    {
        var clock = new WatchedClock();
        await using var site = new RawSite(async r =>
        {
            await r.SendAsync(Head);
            await r.SendAsync("half");
            await r.SilenceAsync();
        });
        using var door = Door(site, new FetchSettings { Clock = clock, Timeout = TimeSpan.FromSeconds(30), IdleTimeout = TimeSpan.FromSeconds(10) });
        var fetching = door.GetAsync(site.Url("/list"));
        await clock.SetAnew.WaitAsync();
        clock.Advance(TimeSpan.FromSeconds(9));
        Assert.False(fetching.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        var result = await fetching;
        Assert.Equal((FetchOutcome.Timeout, $"{site.Url("/list")}: the body stood still for 10 s after 4 bytes (fetch.idleTimeout)"), (result.Outcome, result.Message));
        Assert.Empty(result.Body);
    }

    [Fact]
    public async Task A_body_that_drips_is_never_idle_and_ends_with_the_whole_time()
    {
        var (clock, drops) = (new WatchedClock(), new SemaphoreSlim(0));
        await using var site = new RawSite(async r =>
        {
            await r.SendAsync(Head);
            while (true)
            {
                await drops.WaitAsync(r.Stop);
                await r.SendAsync("x");
            }
        });
        using var door = Door(site, new FetchSettings { Clock = clock, Timeout = TimeSpan.FromSeconds(30), IdleTimeout = TimeSpan.FromSeconds(10) });
        var fetching = door.GetAsync(site.Url("/list"));
        for (var drop = 0; drop < 3; drop++)
        {
            drops.Release();
            await clock.SetAnew.WaitAsync();
            Assert.False(fetching.IsCompleted);
            clock.Advance(TimeSpan.FromSeconds(9));
        }

        drops.Release();
        await clock.SetAnew.WaitAsync();
        clock.Advance(TimeSpan.FromSeconds(3));
        var result = await fetching;
        Assert.Equal((FetchOutcome.Timeout, $"{site.Url("/list")}: no complete answer within 30 s"), (result.Outcome, result.Message));
    }

    [Fact]
    public async Task Headers_alone_are_no_body()
    {
        await using var site = new RawSite(r => r.SendAsync(Head));
        using var door = Door(site, new FetchSettings { IdleTimeout = TimeSpan.FromMilliseconds(100) });
        Assert.Contains("stood still for 0.1 s after 0 bytes", (await door.GetAsync(site.Url("/list"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_the_headers_a_page_may_think_for_as_long_as_the_whole_time_lets_it()
    {
        var (clock, asked) = (new WatchedClock(), new TaskCompletionSource());
        await using var site = new RawSite(async r =>
        {
            asked.SetResult();
            await r.SilenceAsync();
        });
        using var door = Door(site, new FetchSettings { Clock = clock, Timeout = TimeSpan.FromSeconds(30), IdleTimeout = TimeSpan.FromSeconds(10) });
        var fetching = door.GetAsync(site.Url("/list"));
        await asked.Task;
        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(fetching.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("no complete answer within 30 s", (await fetching).Message, StringComparison.Ordinal);
    }

    private static HttpDoor Door(RawSite site, FetchSettings settings) =>
        new(settings with { HostPace = TimeSpan.Zero, AllowPrivate = [site.Authority] }, TimeProvider.System, NullLoggerFactory.Instance);
}
