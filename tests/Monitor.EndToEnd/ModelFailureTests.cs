using System.Net;
using System.Text.Json.Nodes;
using Monitor.Core.Contracts;
using Monitor.EndToEnd.Support;
using Monitor.Host;
using Monitor.Host.Live;
using Monitor.Host.Models;
using Monitor.Tests.Support;

namespace Monitor.EndToEnd;

/// <summary>A service whose models are damaged collects on, says so, and makes good what waited once models are back: without a restart.</summary>
public sealed class ModelFailureTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("broken-models");

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public async Task A_service_with_damaged_models_collects_says_so_and_judges_later()
    {
        var ct = TestContext.Current.CancellationToken;
        var store = new ModelStore(_data.FullName);
        ModelSets.Damaged(Path.Combine(store.Directory, "damaged"));
        store.Point(ModelPointer.First.To("damaged", DateTimeOffset.UnixEpoch));

        await using var site = await RecordedSite.StartAsync();
        var url = site.Serve("/f", "<rss version='2.0'><channel><title>t</title><item><title>内部渠道出售高考答案，加微信</title><guid>1</guid></item><item><title>感谢交警叔叔</title><guid>2</guid></item></channel></rss>"u8.ToArray(), "application/xml");
        await using var station = await Station.OpenAsync(
            site.Authority, new Dictionary<string, string> { ["one"] = $"name: 一\nkind: feed\noptions:\n  url: {url}\n" },
            new MonitorAppOptions { ConfigDirectory = "", DataDirectory = _data.FullName, Speed = 600 }, ct);
        var read = station.AllReadAsync(1, ct);
        await station.StartAsync(ct);
        await read;

        Assert.Equal(2, (await station.Archive.UnassessedAsync(10, ct)).Count);
        using var http = new HttpClient { BaseAddress = station.Address };
        var health = await ReadyAsync(http, ct);
        Assert.Equal("degraded", health["status"]!.GetValue<string>());
        Assert.Contains(".bin", health["troubles"]![0]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/healthz", ct)).StatusCode);

        var judged = AllJudgedAsync(station, ct);
        Assert.Equal(ModelPointer.BuiltIn, (await station.Get<ModelSwitch>().RollBackAsync("tester", ct))!.Value.Version);
        await judged;
        var posts = await station.Archive.SearchAsync(new PostQuery(), ct);
        Assert.All(posts, p => Assert.NotNull(p.Assessment));
        Assert.Equal(2, (await station.Archive.PostCurveAsync(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue.AddDays(-1), TimeSpan.FromHours(1), ct)).Sum(b => b.Negative + b.Neutral + b.Positive));
        Assert.Equal("ok", (await ReadyAsync(http, ct))["status"]!.GetValue<string>());
    }

    /// <summary>Ready as soon as each loop has ended a first turn.</summary>
    private static async Task<JsonNode> ReadyAsync(HttpClient http, CancellationToken ct)
    {
        while (true)
        {
            using var answer = await http.GetAsync("/readyz", ct);
            if (answer.StatusCode == HttpStatusCode.OK) return JsonNode.Parse(await answer.Content.ReadAsStringAsync(ct))!;
        }
    }

    private static async Task AllJudgedAsync(Station station, CancellationToken ct)
    {
        await foreach (var _ in station.Get<ChangeBus>().SubscribeAsync(ct))
        {
            if ((await station.Archive.UnassessedAsync(1, ct)).Count == 0) return;
        }
    }
}
