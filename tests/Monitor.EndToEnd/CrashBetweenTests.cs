using Monitor.Core.Contracts;
using Monitor.EndToEnd.Support;
using Monitor.Host;
using Monitor.Host.Scheduling;

namespace Monitor.EndToEnd;

/// <summary>A read that dies between fetch and store is as if it had never been: the next one brings the same posts, once.</summary>
public sealed class CrashBetweenTests
{
    [Fact]
    public async Task Posts_fetched_but_not_stored_come_again_and_only_once()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var site = await RecordedSite.StartAsync();
        var url = site.Serve("/f", "<rss version='2.0'><channel><title>t</title><item><title>一</title><guid>1</guid></item><item><title>二</title><guid>2</guid></item></channel></rss>"u8.ToArray(), "application/xml");
        await using var station = await Station.OpenAsync(
            site.Authority, new Dictionary<string, string> { ["one"] = $"name: 一\nkind: feed\noptions:\n  url: {url}\n" }, new MonitorAppOptions { ConfigDirectory = "", RunLoops = false }, ct);

        // The service is stopped hard while the answer is on its way.
        using var dying = new CancellationTokenSource();
        var loop = station.Get<CollectLoop>();
        site.Before = dying.Cancel;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => loop.RunAsync("one", dying.Token));
        Assert.Empty(await station.Archive.SearchAsync(new PostQuery(), ct));

        site.Before = null;
        Assert.Equal(2, (await loop.RunAsync("one", ct))!.Fresh);
        Assert.Equal(0, (await loop.RunAsync("one", ct))!.Fresh);
        Assert.Equal(2, (await station.Archive.SearchAsync(new PostQuery(), ct)).Count);
    }
}
