using System.Net;
using Monitor.EndToEnd.Support;
using Monitor.Host;

namespace Monitor.EndToEnd;

/// <summary>What a cluster asks of a service that runs its loops.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task A_running_service_is_healthy_and_becomes_ready_without_anyone_signed_in()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var site = await RecordedSite.StartAsync();
        var url = site.Serve("/f", "<rss version='2.0'><channel><title>t</title><item><title>一</title><link>https://example.org/1</link></item></channel></rss>"u8.ToArray(), "application/xml");
        await using var station = await Station.OpenAsync(
            site.Authority, new Dictionary<string, string> { ["one"] = $"name: 一\nkind: feed\noptions:\n  url: {url}\n" }, new MonitorAppOptions { ConfigDirectory = "", Speed = 600 }, ct);
        var read = station.AllReadAsync(1, ct);
        await station.StartAsync(ct);
        await read;

        using var http = new HttpClient { BaseAddress = station.Address };
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/healthz", ct)).StatusCode);
        // Each loop's end of a turn is a chance that the last one waited for is now there.
        while ((await http.GetAsync("/readyz", ct)).StatusCode != HttpStatusCode.OK) await Task.Yield();
    }
}
