using Monitor.Collectors.Fetching;
using Xunit;

namespace Monitor.Tests.Collectors.Fetching;

/// <summary>The door against a real server that does everything wrong.</summary>
public sealed class HttpDoorTests(BadSite bad) : IClassFixture<BadSite>
{
    private static readonly FetchSettings Hasty = new() { HostPace = TimeSpan.Zero, Timeout = TimeSpan.FromSeconds(1) };

    [Theory]
    [InlineData("/huge")]
    [InlineData("/huge-announced")]
    [InlineData("/bomb")]
    public async Task An_answer_above_the_limit_is_refused_however_it_is_packed(string path)
    {
        using var door = Doors.To(bad.Site, settings: new FetchSettings { HostPace = TimeSpan.Zero, MaxBytes = 1024 * 1024 });
        var result = await door.GetAsync(bad.Site.Url(path));
        Assert.Equal(FetchOutcome.TooLarge, result.Outcome);
        Assert.Empty(result.Body);
        Assert.Contains("1048576", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_loop_ends()
    {
        using var door = Doors.To(bad.Site);
        var result = await door.GetAsync(bad.Site.Url("/loop/0"));
        Assert.Equal(FetchOutcome.HttpError, result.Outcome);
        Assert.Contains("more than 5 redirects", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_redirects_are_followed_and_the_last_address_is_told()
    {
        using var door = Doors.To(bad.Site);
        var result = await door.GetAsync(bad.Site.Url("/hop/5"));
        Assert.Equal(("arrived", FetchOutcome.Ok), (result.Text(), result.Outcome));
        Assert.Equal(bad.Site.Url("/hop/0"), result.Url);
    }

    [Fact]
    public async Task A_redirect_to_an_inside_address_is_refused()
    {
        using var door = Doors.To(bad.Site);
        var result = await door.GetAsync(bad.Site.Url("/inside"));
        Assert.Equal(FetchOutcome.RefusedAddress, result.Outcome);
        Assert.Contains("fetch.allowPrivate", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_out_of_http_is_not_followed()
    {
        using var door = Doors.To(bad.Site);
        var result = await door.GetAsync(bad.Site.Url("/to-file"));
        Assert.Equal((FetchOutcome.HttpError, 302), (result.Outcome, result.Status));
    }

    [Fact]
    public async Task An_unchanged_answer_is_not_sent_twice()
    {
        using var door = Doors.To(bad.Site);
        var first = await door.GetAsync(bad.Site.Url("/versioned"));
        Assert.Equal(new Validators(BadSite.Tag, BadSite.Changed), first.Validators);
        var second = await door.GetAsync(bad.Site.Url("/versioned"), first.Validators, CancellationToken.None);
        Assert.Equal(FetchOutcome.NotModified, second.Outcome);
    }

    [Theory]
    [InlineData("/latin-header")]
    [InlineData("/utf8-header")]
    public async Task A_charset_the_bytes_contradict_is_passed_over(string path)
    {
        using var door = Doors.To(bad.Site);
        Assert.EndsWith("<p>高考志愿填报", (await door.GetAsync(bad.Site.Url(path))).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_dropped_in_the_middle_is_no_short_answer()
    {
        using var door = Doors.To(bad.Site);
        var result = await door.GetAsync(bad.Site.Url("/cut"));
        Assert.Equal(FetchOutcome.Unreachable, result.Outcome);
        Assert.Empty(result.Body);
    }

    [Theory]
    [InlineData("/silent")]
    [InlineData("/stalling")]
    public async Task A_server_that_stops_speaking_is_a_timeout(string path)
    {
        using var door = Doors.To(bad.Site, settings: Hasty);
        var result = await door.GetAsync(bad.Site.Url(path));
        Assert.Equal(FetchOutcome.Timeout, result.Outcome);
        Assert.Contains("1 s", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_callers_own_cancellation_is_thrown_not_told()
    {
        using var door = Doors.To(bad.Site);
        await door.GetAsync(bad.Site.Url("/ok"));
        using var stop = new CancellationTokenSource();
        var waiting = door.GetAsync(bad.Site.Url("/silent"), null, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task A_closed_port_is_unreachable_and_says_that_robots_was_asked_first()
    {
        WebSite gone;
        await using (gone = await WebSite.StartAsync(_ => { })) { }
        using var door = Doors.To(gone);
        var result = await door.GetAsync(gone.Url("/ok"));
        Assert.Equal(FetchOutcome.Unreachable, result.Outcome);
        Assert.Contains("robots.txt", result.Message, StringComparison.Ordinal);
    }
}
