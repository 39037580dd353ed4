using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Monitor.Collectors.Probes;
using Monitor.Collectors.Probes.Exposure;
using Monitor.Core.Probes;
using Xunit;

namespace Monitor.Tests.Collectors.Probes.Exposure;

/// <summary>What the probe does to a host, and what it makes of one that does not answer.</summary>
public sealed class ExposureMannersTests
{
    private const string GitHead = "ref: refs/heads/main\n";

    [Theory]
    [InlineData("2026-06-30", "2026-06-30T15:59:59Z", ProbeState.Up)]
    [InlineData("2026-06-30", "2026-06-30T16:00:00Z", ProbeState.Unknown)]
    [InlineData(null, "2026-06-30T00:00:00Z", ProbeState.Unknown)]
    public async Task After_the_last_day_of_the_authorisation_nothing_is_sent(string? until, string now, ProbeState state)
    {
        await using var site = await Looks.SiteAsync(("/", "<html></html>"));
        var time = new FakeTimeProvider(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));
        var result = await new Looks(Looks.At(site) with { Until = until is null ? null : DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture) }, time).LookAsync();
        Assert.Equal(state, result.State);
        Assert.Equal(state == ProbeState.Up, site.Hits("/") > 0);
        if (state == ProbeState.Unknown) Assert.Contains("未发送任何请求", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_are_gets_in_single_file_named_and_paced()
    {
        var (methods, agents, atOnce, most) = (new ConcurrentBag<string>(), new ConcurrentBag<string>(), 0, 0);
        await using var site = await WebSite.StartAsync(app => app.Run(async c =>
        {
            most = Math.Max(most, Interlocked.Increment(ref atOnce));
            methods.Add(c.Request.Method);
            agents.Add(c.Request.Headers.UserAgent.ToString());
            Assert.False(c.Request.Headers.ContainsKey("Authorization") || c.Request.Headers.ContainsKey("Cookie"));
            c.Response.StatusCode = 404;
            c.Response.Headers.SetCookie = "a=b";
            await c.Response.WriteAsync("none");
            Interlocked.Decrement(ref atOnce);
        }));
        var looks = new Looks(Looks.At(site) with { Contact = "security@example.org", Pace = TimeSpan.FromSeconds(3) });
        await looks.LookAsync();
        Assert.Equal("GET", Assert.Single(methods.Distinct()));
        Assert.Equal("Monitor-Exposure/0.1 (+security@example.org)", Assert.Single(agents.Distinct()));
        Assert.Equal(1, most);
        Assert.Equal(methods.Count - 1, looks.Waits.Count);
        Assert.All(looks.Waits, w => Assert.Equal(TimeSpan.FromSeconds(3), w));
    }

    [Fact]
    public async Task The_pace_is_kept_by_the_clock()
    {
        var (asked, second) = (0, new TaskCompletionSource());
        await using var site = await WebSite.StartAsync(app => app.Run(c =>
        {
            if (Interlocked.Increment(ref asked) == 2) second.TrySetResult();
            c.Response.StatusCode = 404;
            return Task.CompletedTask;
        }));
        var time = new WaitedClock();
        var probe = new ExposureProbe(new() { Id = "filing", Name = "系统" }, Looks.At(site), time, new ForgetfulMemory());
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = probe.ProbeAsync(end.Token);
        await time.Waiting(TimeSpan.FromSeconds(2));
        Assert.Equal(1, asked);
        time.Advance(TimeSpan.FromSeconds(2));
        await second.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task Redirects_are_followed_within_the_list_only()
    {
        await using var other = await Looks.SiteAsync(new Dictionary<string, string> { ["/home"] = "<html><head><meta name=\"generator\" content=\"Drupal 7.1\"></head></html>" }, address: IPAddress.Parse("127.0.0.2"));
        await using var site = await WebSite.StartAsync(app => app.Run(c =>
        {
            c.Response.Redirect(other.Url("/home").AbsoluteUri);
            return Task.CompletedTask;
        }));
        Assert.Empty(Looks.Codes(await new Looks(Looks.At(site)).LookAsync()));
        Assert.Equal(0, other.Hits("/home"));
        Assert.Equal(["exposure.generator"], Looks.Codes(await new Looks(Looks.At(site, other)).LookAsync()));
        Assert.True(other.Hits("/home") > 0);
    }

    [Fact]
    public async Task Of_a_large_backup_only_the_beginning_is_taken()
    {
        var range = "";
        await using var site = await WebSite.StartAsync(app => app.Run(async c =>
        {
            c.Response.StatusCode = c.Request.Path == "/web.zip" ? 200 : 404;
            if (c.Request.Path != "/web.zip") return;
            range = c.Request.Headers.Range.ToString();
            var chunk = new byte[64 * 1024];
            "PK\u0003\u0004"u8.CopyTo(chunk);
            // Heeds no Range, as many do not, and has no end: who wanted all of it would run out of time.
            while (!c.RequestAborted.IsCancellationRequested)
            {
                try
                {
                    await c.Response.Body.WriteAsync(chunk, c.RequestAborted);
                    await c.Response.Body.FlushAsync(c.RequestAborted);
                }
                catch (Exception e) when (e is OperationCanceledException or IOException)
                {
                    return;
                }
            }
        }));
        Assert.Equal(["exposure.backup"], Looks.Codes(await new Looks(Looks.At(site)).LookAsync()));
        Assert.Equal("bytes=0-4095", range);
    }

    [Fact]
    public async Task A_look_of_few_requests_goes_on_next_time_and_says_what_it_has_not_come_to()
    {
        var pages = new Dictionary<string, string> { ["/.git/HEAD"] = GitHead, ["/metrics"] = "# HELP a_b x\n# TYPE a_b gauge\n# HELP c_d x\n# TYPE c_d gauge\n" };
        await using var site = await Looks.SiteAsync(pages);
        var looks = new Looks(Looks.At(site) with { Most = 40 });
        var first = await looks.LookAsync();
        Assert.Equal(["exposure.git-head"], Looks.Codes(first));
        Assert.Equal(site.Authority, Assert.Single(first.Findings, f => f.Code == ExposureProbe.Partial).Subject);
        Assert.Equal(39, looks.Waits.Count);
        var (result, turns) = (first, 1);
        for (; result.Findings.Any(f => f.Code == ExposureProbe.Partial) && turns < 20; turns++) result = await looks.LookAsync();
        Assert.InRange(turns, 3, 8);
        Assert.Equal(["exposure.git-head", "exposure.metrics"], Looks.Codes(result));
        // The second look had not come by it and knew it all the same.
        Assert.Equal(2, site.Hits("/.git/HEAD"));
    }

    [Fact]
    public async Task Only_an_answer_takes_a_thing_off_the_list()
    {
        var (pages, trouble) = (new Dictionary<string, string> { ["/.git/HEAD"] = GitHead }, "");
        await using var site = await Looks.SiteAsync(pages, c =>
        {
            if (trouble == "busy") c.Response.StatusCode = 503;
            if (trouble == "cut" && c.Request.Path == "/.git/HEAD") c.Abort();
        });
        var looks = new Looks(Looks.At(site));
        string[] found = ["exposure.git-head"];
        Assert.Equal(found, Looks.Codes(await looks.LookAsync()));
        trouble = "busy";
        var busy = await looks.LookAsync();
        Assert.Equal(found, Looks.Codes(busy));
        Assert.Contains("503", busy.Message, StringComparison.Ordinal);
        // A firewall that was put before it breaks the request off each time.
        trouble = "cut";
        Assert.Equal(found, Looks.Codes(await looks.LookAsync()));
        Assert.Equal(found, Looks.Codes(await looks.LookAsync()));
        Assert.Empty(Looks.Codes(await looks.LookAsync()));
        trouble = "";
        Assert.Equal(found, Looks.Codes(await looks.LookAsync()));
        pages.Clear();
        Assert.Empty(Looks.Codes(await looks.LookAsync()));
    }

    [Fact]
    public async Task Hosts_that_cannot_be_reached_are_down_and_what_is_known_of_them_stays()
    {
        var site = await Looks.SiteAsync(("/.git/HEAD", GitHead));
        await using var other = await Looks.SiteAsync(new Dictionary<string, string>(), address: IPAddress.Parse("127.0.0.2"));
        var both = Looks.At(site, other);
        var looks = new Looks(both);
        await looks.LookAsync();
        await site.DisposeAsync();
        var result = await looks.LookAsync();
        Assert.Equal(ProbeState.Degraded, result.State);
        Assert.Contains(both.Hosts[0]["http://".Length..] + "：", result.Message, StringComparison.Ordinal);
        Assert.Equal(["exposure.git-head"], Looks.Codes(result));
        var alone = await looks.LookAsync(both with { Hosts = [both.Hosts[0]] });
        Assert.Equal((ProbeState.Down, "connect"), (alone.State, alone.FailedPhase));
        // A host that is no longer listed is no longer spoken of.
        Assert.Empty(Looks.Codes(await looks.LookAsync(both with { Hosts = [both.Hosts[1]] })));
    }

    /// <summary>Tells when somebody waits for a span.</summary>
    private sealed class WaitedClock : FakeTimeProvider
    {
        private readonly ConcurrentDictionary<TimeSpan, TaskCompletionSource> _waits = new();

        public Task Waiting(TimeSpan span) => _waits.GetOrAdd(span, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _waits.GetOrAdd(dueTime, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
            return timer;
        }
    }
}
