using Microsoft.Extensions.Time.Testing;
using Monitor.Collectors.Fetching;
using Xunit;

namespace Monitor.Tests.Collectors.Fetching;

public sealed class HostPaceTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_second_request_waits_until_the_first_is_done()
    {
        var pace = new HostPace(TimeSpan.Zero, _time);
        var first = await pace.EnterAsync("a.cn", null, CancellationToken.None);
        var second = pace.EnterAsync("A.CN", null, CancellationToken.None);
        Assert.False(second.IsCompleted);
        (await pace.EnterAsync("b.cn", null, CancellationToken.None)).Dispose();
        first.Dispose();
        (await second).Dispose();
    }

    [Fact]
    public async Task The_longer_of_pace_and_crawl_delay_counts()
    {
        var pace = new HostPace(TimeSpan.FromSeconds(1), _time);
        (await pace.EnterAsync("a.cn", TimeSpan.FromSeconds(20), CancellationToken.None)).Dispose();
        var second = pace.EnterAsync("a.cn", null, CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(19));
        Assert.False(second.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        (await second).Dispose();
    }

    [Fact]
    public async Task Rest_asked_for_meanwhile_also_holds_those_who_already_wait()
    {
        var pace = new HostPace(TimeSpan.FromSeconds(1), _time);
        (await pace.EnterAsync("a.cn", null, CancellationToken.None)).Dispose();
        var second = pace.EnterAsync("a.cn", null, CancellationToken.None);
        pace.LeaveAlone("a.cn", TimeSpan.FromSeconds(30));
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(second.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        (await second).Dispose();
    }

    [Fact]
    public void Rest_is_bounded_and_never_shortened()
    {
        var pace = new HostPace(TimeSpan.Zero, _time);
        pace.LeaveAlone("a.cn", TimeSpan.FromDays(400));
        pace.LeaveAlone("a.cn", TimeSpan.FromSeconds(5));
        Assert.Equal(HostPace.LongestRest, pace.RestOf("a.cn"));
        Assert.Equal(TimeSpan.Zero, pace.RestOf("b.cn"));
        _time.Advance(HostPace.LongestRest);
        Assert.Equal(TimeSpan.Zero, pace.RestOf("a.cn"));
    }

    [Fact]
    public async Task Who_gives_up_waiting_does_not_block_the_host()
    {
        var pace = new HostPace(TimeSpan.FromSeconds(10), _time);
        (await pace.EnterAsync("a.cn", null, CancellationToken.None)).Dispose();
        using var stop = new CancellationTokenSource();
        var gone = pace.EnterAsync("a.cn", null, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        _time.Advance(TimeSpan.FromSeconds(10));
        (await pace.EnterAsync("a.cn", null, CancellationToken.None)).Dispose();
    }
}
