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

    [Fact]
    public async Task The_first_500_kibibytes_of_a_robots_file_count_to_the_last()
    {
        const int limit = 500 * 1024;
        const string last = "Disallow: /last\n", head = "User-agent: *\n";
        var text = head + new string('#', limit - head.Length - last.Length - 1) + "\n" + last + "Disallow: /beyond\n";
        Assert.Equal(limit, text.IndexOf("Disallow: /beyond", StringComparison.Ordinal));
        await using var site = await WebSite.StartAsync(app =>
        {
            app.MapGet("/robots.txt", () => text);
            app.MapGet("/{path}", () => "posts");
        });
        using var door = Doors.To(site);
        Assert.Equal(FetchOutcome.RobotsDenied, (await door.GetAsync(site.Url("/last"))).Outcome);
        Assert.Equal(FetchOutcome.Ok, (await door.GetAsync(site.Url("/beyond"))).Outcome);
    }

    [Fact]
    public async Task A_robots_file_behind_five_redirects_and_another_host_counts()
    {
        await using var other = await WebSite.StartAsync(app => app.MapGet("/rules", () => "User-agent: *\nDisallow: /private"));
        await using var site = await WebSite.StartAsync(app =>
        {
            app.MapGet("/robots.txt", () => Results.Redirect("/hop/4"));
            app.MapGet("/hop/{n:int}", (int n) => Results.Redirect(n == 1 ? other.Url("/rules").AbsoluteUri : $"/hop/{n - 1}"));
            app.MapGet("/private", () => "secret");
        });
        using var door = Doors.To(site, and: other);
        Assert.Equal(FetchOutcome.RobotsDenied, (await door.GetAsync(site.Url("/private"))).Outcome);
        Assert.Equal((0, 1), (site.Hits("/private"), other.Hits("/rules")));
    }

    [Theory]
    [InlineData("still", FetchOutcome.Timeout, "the body stood still for 0.1 s")]
    [InlineData("silent", FetchOutcome.Timeout, "no complete answer within 1 s")]
    [InlineData("cut", FetchOutcome.Unreachable, "ended prematurely")]
    [InlineData("inside", FetchOutcome.RefusedAddress, "169.254.169.254")]
    [InlineData("error", FetchOutcome.RobotsDenied, "answered 502, expected 200")]
    public async Task A_robots_file_that_cannot_be_had_forbids_and_its_own_failure_is_named(string failure, FetchOutcome told, string said)
    {
        var pages = 0;
        await using var site = await WebSite.StartAsync(app =>
        {
            app.MapGet("/robots.txt", c => Failing(c, failure));
            app.MapGet("/list", () => ++pages);
        });
        using var door = Doors.To(site, settings: new FetchSettings { HostPace = TimeSpan.Zero, Timeout = TimeSpan.FromSeconds(failure == "silent" ? 1 : 60), IdleTimeout = TimeSpan.FromSeconds(failure == "still" ? 0.1 : 60) });
        var result = await door.GetAsync(site.Url("/list"));
        Assert.Equal((told, 0), (result.Outcome, pages));
        Assert.StartsWith($"{site.Url("/list")}: not fetched, as robots.txt could not be read: ", result.Message, StringComparison.Ordinal);
        Assert.Contains(said, result.Message, StringComparison.Ordinal);
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

    private static async Task Failing(HttpContext c, string failure)
    {
        if (failure == "inside") c.Response.Redirect("http://169.254.169.254/robots.txt");
        if (failure == "error") c.Response.StatusCode = 502;
        if (failure is "inside" or "error") return;
        if (failure != "silent")
        {
            c.Response.ContentLength = 1000;
            await c.Response.WriteAsync("User-agent: *\nAllow: /");
            await c.Response.Body.FlushAsync();
        }

        if (failure == "cut") return;
        var never = new TaskCompletionSource();
        await using var end = c.RequestAborted.Register(never.SetResult);
        await never.Task;
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
