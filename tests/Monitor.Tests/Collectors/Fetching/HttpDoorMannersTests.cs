using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Monitor.Collectors.Fetching;
using Xunit;

namespace Monitor.Tests.Collectors.Fetching;

/// <summary>What a site asks of its visitors: robots.txt, pace, rest.</summary>
public sealed class HttpDoorMannersTests
{
    private static readonly DateTimeOffset Noon = new(2025, 6, 7, 12, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider _time = new(Noon);

    [Fact]
    public async Task Nothing_is_fetched_while_robots_answers_503()
    {
        await using var site = await WebSite.StartAsync(app =>
        {
            app.MapGet("/robots.txt", () => Results.StatusCode(503));
            app.MapGet("/list", () => "posts");
        });
        using var door = Doors.To(site);
        var result = await door.GetAsync(site.Url("/list"));
        Assert.Equal(FetchOutcome.RobotsDenied, result.Outcome);
        Assert.Contains("503", result.Message, StringComparison.Ordinal);
        Assert.Equal(0, site.Hits("/list"));
    }

    [Fact]
    public async Task A_forbidden_path_is_not_fetched_and_others_are()
    {
        await using var site = await WebSite.StartAsync(app =>
        {
            app.MapGet("/robots.txt", () => "User-agent: MonitorBot\nDisallow: /private");
            app.MapGet("/list", () => "posts");
        });
        using var door = Doors.To(site);
        Assert.Equal(FetchOutcome.RobotsDenied, (await door.GetAsync(site.Url("/private/x"))).Outcome);
        Assert.Equal(FetchOutcome.Ok, (await door.GetAsync(site.Url("/list"))).Outcome);
        Assert.Equal((0, 1), (site.Hits("/private/x"), site.Hits("/robots.txt")));
    }

    [Fact]
    public async Task A_robots_file_that_only_redirects_means_there_is_none()
    {
        await using var site = await WebSite.StartAsync(app =>
        {
            app.MapGet("/robots.txt", () => Results.Redirect("/robots.txt"));
            app.MapGet("/list", () => "posts");
        });
        using var door = Doors.To(site);
        Assert.Equal("posts", (await door.GetAsync(site.Url("/list"))).Text());
    }

    [Fact]
    public async Task Of_a_monstrous_robots_file_the_beginning_counts()
    {
        var text = "User-agent: *\nDisallow: /private\n" + new string('#', 2_000_000);
        await using var site = await WebSite.StartAsync(app =>
        {
            app.MapGet("/robots.txt", () => text);
            app.MapGet("/list", () => "posts");
        });
        using var door = Doors.To(site);
        Assert.Equal(FetchOutcome.Ok, (await door.GetAsync(site.Url("/list"))).Outcome);
        Assert.Equal(FetchOutcome.RobotsDenied, (await door.GetAsync(site.Url("/private"))).Outcome);
    }

    [Theory]
    [InlineData("30")]
    [InlineData("date")]
    public async Task A_short_rest_is_waited_for(string form)
    {
        await using var site = await BusyOnceAsync(form == "date" ? Noon.AddSeconds(30).ToString("R", CultureInfo.InvariantCulture) : form);
        using var door = Doors.To(site, _time);
        var first = await door.GetAsync(site.Url("/list"));
        Assert.Equal((FetchOutcome.Blocked, TimeSpan.FromSeconds(30)), (first.Outcome, first.RetryAfter));

        var second = door.GetAsync(site.Url("/list"));
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(1, site.Hits("/list"));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("posts", (await second).Text());
    }

    [Theory]
    [InlineData("600", 600)]
    [InlineData("99999999", 3600)]
    public async Task A_long_rest_is_told_at_once_and_kept(string asked, int seconds)
    {
        await using var site = await BusyOnceAsync(asked);
        using var door = Doors.To(site, _time);
        await door.GetAsync(site.Url("/list"));
        var second = await door.GetAsync(site.Url("/list"));
        Assert.Equal((FetchOutcome.Blocked, TimeSpan.FromSeconds(seconds)), (second.Outcome, second.RetryAfter));
        Assert.Equal(1, site.Hits("/list"));

        _time.Advance(TimeSpan.FromSeconds(seconds));
        Assert.Equal("posts", (await door.GetAsync(site.Url("/list"))).Text());
    }

    [Fact]
    public async Task Waiting_for_a_hosts_pace_between_two_hops_does_not_count_as_its_slowness()
    {
        await using var site = await WebSite.StartAsync(app =>
        {
            app.MapGet("/from", () => Results.Redirect("/to"));
            app.MapGet("/to", () => "arrived");
            app.MapGet("/silent", async (HttpContext c) =>
            {
                var never = new TaskCompletionSource();
                await using var end = c.RequestAborted.Register(never.SetResult);
                await never.Task;
            });
        });
        var hasty = new FetchSettings { HostPace = TimeSpan.FromHours(1), Timeout = TimeSpan.FromSeconds(1) };
        using var door = Doors.To(site, _time, hasty);
        var waiting = door.GetAsync(site.Url("/from"));

        // Another door's timeout of the same length tells that the limit would have passed, without a guess about time.
        using var other = Doors.To(site, settings: hasty);
        Assert.Equal(FetchOutcome.Timeout, (await other.GetAsync(site.Url("/silent"))).Outcome);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal("arrived", (await waiting).Text());
    }

    [Fact]
    public async Task Requests_to_one_host_never_overlap()
    {
        var (now, most) = (0, 0);
        await using var site = await WebSite.StartAsync(app => app.MapGet("/list/{n}", async (HttpContext c) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await c.Response.WriteAsync("posts");
            Interlocked.Decrement(ref now);
        }));
        using var door = Doors.To(site);
        var all = await Task.WhenAll(Enumerable.Range(0, 10).Select(n => door.GetAsync(site.Url($"/list/{n}"))));
        Assert.All(all, r => Assert.Equal(FetchOutcome.Ok, r.Outcome));
        Assert.Equal(1, most);
    }

    private static Task<WebSite> BusyOnceAsync(string retryAfter)
    {
        var asked = 0;
        return WebSite.StartAsync(app => app.MapGet("/list", (HttpContext c) =>
        {
            if (Interlocked.Increment(ref asked) > 1) return Results.Text("posts");
            c.Response.Headers.RetryAfter = retryAfter;
            return Results.StatusCode(429);
        }));
    }
}
