using System.Net;
using Monitor.Core.Security;
using Xunit;

namespace Monitor.Tests.Board.People;

public sealed class SessionTests
{
    [Fact]
    public async Task A_session_ends_when_its_person_is_idle_and_what_a_page_does_by_itself_does_not_count()
    {
        await using var house = await House.OpenAsync("board: { session: { idle: 1h, longest: 10h } }");
        await house.PersonAsync("chen", Role.Viewer);
        using var idle = await house.SignedInAsync("chen");
        using var busy = await house.SignedInAsync("chen");
        for (var i = 0; i < 4; i++)
        {
            house.Time.Advance(TimeSpan.FromMinutes(40));
            Assert.Equal(HttpStatusCode.OK, (await busy.GetAsync("/targets")).StatusCode);
            using var refresh = new HttpRequestMessage(HttpMethod.Get, "/targets") { Headers = { { "X-Fragment", "1" } } };
            Assert.Equal(i == 0 ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, (await idle.SendAsync(refresh)).StatusCode);
        }
    }

    [Fact]
    public async Task However_busy_a_session_ends_after_its_longest_time()
    {
        await using var house = await House.OpenAsync("board: { session: { idle: 1h, longest: 3h } }");
        await house.PersonAsync("chen", Role.Viewer);
        using var busy = await house.SignedInAsync("chen");
        for (var i = 1; i <= 5; i++)
        {
            house.Time.Advance(TimeSpan.FromMinutes(40));
            Assert.Equal(i < 5 ? HttpStatusCode.OK : HttpStatusCode.Found, (await busy.GetAsync("/targets")).StatusCode);
        }
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_the_sessions_of_all_devices_and_of_nobody_else()
    {
        await using var house = await House.OpenAsync();
        await house.PersonAsync("chen", Role.Viewer);
        await house.PersonAsync("li", Role.Viewer);
        using var desk = await house.SignedInAsync("chen");
        using var phone = await house.SignedInAsync("chen");
        using var colleague = await house.SignedInAsync("li");
        await House.PostAsync(desk, "/account", "/account/end-sessions");
        Assert.Equal(HttpStatusCode.Found, (await desk.GetAsync("/targets")).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await phone.GetAsync("/targets")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await colleague.GetAsync("/targets")).StatusCode);
        Assert.Contains("chen session.end-all chen", await house.ActsAsync());
        using var again = await house.SignedInAsync("chen");
    }

    [Fact]
    public async Task Guesses_from_one_address_are_slowed_down_and_told_when_to_come_again()
    {
        await using var house = await House.OpenAsync("board: { limits: { signIns: 3, requests: 20 } }");
        using var browser = house.Browser();
        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.Unauthorized, (await House.PostAsync(browser, "/signin", "/signin", ("name", "nobody"), ("password", "x"))).StatusCode);
        var refused = await House.PostAsync(browser, "/signin", "/signin", ("name", "nobody"), ("password", "x"));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("请求过于频繁", await refused.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task One_person_s_flood_is_answered_429_and_disturbs_no_other()
    {
        await using var house = await House.OpenAsync("board: { limits: { requests: 15 } }");
        await house.PersonAsync("chen", Role.Viewer);
        await house.PersonAsync("li", Role.Viewer);
        using var flood = await house.SignedInAsync("chen");
        using var calm = await house.SignedInAsync("li");
        for (var i = 0; i < 15; i++) Assert.Equal(HttpStatusCode.OK, (await flood.GetAsync("/api/curve")).StatusCode);
        var refused = await flood.GetAsync("/api/curve");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, (await flood.GetAsync("/healthz")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await calm.GetAsync("/targets")).StatusCode);
    }
}
