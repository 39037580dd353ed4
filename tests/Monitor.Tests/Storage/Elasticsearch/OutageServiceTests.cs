using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Monitor.Alerts.Outbox;
using Monitor.Core.Contracts;
using Monitor.Host;
using Monitor.Host.Board;
using Monitor.Host.Board.Markup;
using Monitor.Host.Scheduling;
using Monitor.Storage.Elasticsearch;
using Monitor.Tests.Collectors;
using Monitor.Tests.Contracts;
using Monitor.Tests.Storage.Elasticsearch.StandIn;
using Xunit;

namespace Monitor.Tests.Storage.Elasticsearch;

/// <summary>
/// The composed service through half an hour without Elasticsearch by a virtual clock: two new posts a second (bench/ has two hundred, in real time),
/// read, judged and stored by the service's own loops, a guarded system failing meanwhile and a webhook that hears of it.
/// </summary>
public sealed class OutageServiceTests : IAsyncLifetime
{
    private const int PerSecond = 2;
    private const int Again = 3;
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Away = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("outage");
    private readonly FakeTimeProvider _time = new(Some.T0);
    private readonly ConcurrentQueue<(string Kind, DateTimeOffset At)> _told = new();
    private readonly Dictionary<int, int> _heat = [];
    private StandInServer _server = null!;
    private WebSite _site = null!;
    private WebApplication _app = null!;
    private string _list = "[]";
    private volatile bool _fails;
    private int _made;

    [Fact]
    public async Task Collecting_judging_and_alerting_go_on_the_board_says_since_when_and_in_the_end_nothing_is_missing_or_there_twice()
    {
        var elastic = Get<ElasticStore>();
        await elastic.SetupAsync(default);
        using var stop = new CancellationTokenSource();
        var sending = elastic.RunAsync(stop.Token);
        // The first read of a source is its past.
        await TurnAsync();
        await UntilAsync(() => elastic.State is { Waiting: 0 } && Stored().Count == _made);
        Assert.DoesNotContain("Elasticsearch", Notice(), StringComparison.Ordinal);

        _server.Faults.Away = true;
        var (began, before) = (_time.GetUtcNow(), _made);
        var (failed, slowest) = (began + (Away / 2), TimeSpan.Zero);
        while (_time.GetUtcNow() < began + Away)
        {
            _fails = _time.GetUtcNow() >= failed;
            await TurnAsync();
        }

        await UntilAsync(() => elastic.State.AwaySince is not null);
        Assert.Equal(before + (int)(Away.TotalSeconds * PerSecond), _made);
        Assert.Equal(before, Stored().Count);
        // Everything that was shown has been read, assessed and stored.
        var posts = await Get<IArchive>().PostsSeenAsync(began.AddHours(-1), _time.GetUtcNow().AddHours(1), 100_000, default);
        Assert.Equal(_made, posts.Count);
        Assert.All(posts, p => Assert.NotNull(p.Assessment));
        // The failure was told while Elasticsearch was away, no later than the looks and checks of this test come.
        var opened = Assert.Single(_told, t => t.Kind == "opened");
        slowest = opened.At - failed;
        Assert.InRange(slowest, TimeSpan.Zero, Step * 3);
        var since = elastic.State.AwaySince!.Value;
        Assert.InRange(since, began, began + TimeSpan.FromMinutes(2));
        Assert.Contains($"Elasticsearch 自 {Times.Short(since)} 起无法写入", Notice(), StringComparison.Ordinal);
        Assert.Contains("采集、研判与告警照常", Notice(), StringComparison.Ordinal);

        _server.Faults.Away = false;
        await UntilAsync(() => elastic.State is { AwaySince: null, Waiting: 0 });
        // The next read finds that questions are answered again.
        await TurnAsync();
        await UntilAsync(() => elastic.State is { Waiting: 0 } && Stored().Count == _made);
        Assert.DoesNotContain("Elasticsearch", Notice(), StringComparison.Ordinal);
        var stored = Stored();
        posts = await Get<IArchive>().PostsSeenAsync(began.AddHours(-1), _time.GetUtcNow().AddHours(1), 100_000, default);
        Assert.Equal(_made, stored.Count);
        Assert.Equal(posts.Select(p => p.Id).Order(StringComparer.Ordinal), stored.Select(d => d.Id).Order(StringComparer.Ordinal));
        Assert.Equal(stored.Count, stored.Select(d => d.Version).Distinct().Count());
        await LastStatesAsync(stored);
        await stop.CancelAsync();
        await sending;
    }

    public async ValueTask InitializeAsync()
    {
        _server = await StandInServer.StartAsync();
        _site = await WebSite.StartAsync(app =>
        {
            app.MapGet("/list", () => Results.Text(_list, "application/json; charset=utf-8"));
            app.MapGet("/guarded", () => _fails ? Results.StatusCode(503) : Results.Text("<html><title>fine</title></html>", "text/html"));
            app.MapPost("/hook", async (HttpRequest request) =>
            {
                using var body = await JsonDocument.ParseAsync(request.Body);
                _told.Enqueue((body.RootElement.GetProperty("kind").GetString()!, _time.GetUtcNow()));
            });
        });
        Write("monitor.yaml", $"fetch:\n  hostPace: 0s\n  allowPrivate: ['{_site.Authority}']\nstorage:\n  archive:\n    kind: elasticsearch\n    nodes: ['{_server.Address}']\n    replicas: 0\n"
            + $"channels:\n  - id: duty\n    kind: webhook\n    options: {{ url: '{_site.Url("/hook")}' }}\n");
        Write("sources/forum.yaml", $"id: forum\nname: 论坛\nkind: json-list\nplatform: forum\ninterval: 10s\noptions:\n  url: {_site.Url("/list")}\n  fields: {{ title: title, id: id, url: url, heat: heat, published: time }}\n");
        Write("targets/registration.yaml", $"id: registration\nname: 报名系统\nkind: http\ninterval: 10s\nconfirm: 1\noptions: {{ url: '{_site.Url("/guarded")}' }}\n");
        Write("rules/outage.yaml", "kind: outage\nenabled: true\noptions: {}\n");
        _app = await MonitorApp.BuildAsync(new MonitorAppOptions { ConfigDirectory = Path.Combine(_home.FullName, "config"), DataDirectory = Path.Combine(_home.FullName, "data"), Time = _time, RunLoops = false, LogsToError = true }, default);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _site.DisposeAsync();
        await _server.DisposeAsync();
        _home.Delete(recursive: true);
    }

    /// <summary>Ten seconds of the service: read, check, look, deliver.</summary>
    private async Task TurnAsync()
    {
        Show();
        var run = await Get<CollectLoop>().RunAsync("forum", default);
        Assert.Equal((null, PerSecond * (int)Step.TotalSeconds), (run!.Error, run.Fresh));
        await Get<ProbeLoop>().RunAsync("registration", default);
        await Get<JudgeLoop>().TickAsync(default);
        await Get<OutboxPump>().PumpAsync(default);
        await Get<OutboxPump>().IdleAsync();
        _time.Advance(Step);
    }

    /// <summary>The new posts, and a few of those before, hotter than they were.</summary>
    private void Show()
    {
        var fresh = Enumerable.Range(_made, PerSecond * (int)Step.TotalSeconds).ToList();
        var again = _made == 0 ? [] : Enumerable.Range(0, Again).Select(i => (_made * 7 / 13 + i * 31) % _made).Distinct();
        var shown = fresh.Concat(again).ToList();
        foreach (var i in shown) _heat[i] = _heat.GetValueOrDefault(i) + 1 + i % 5;
        _made += fresh.Count;
        var at = _time.GetUtcNow().ToUnixTimeSeconds();
        _list = JsonSerializer.Serialize(shown.Select(i => new { id = $"n{i}", title = $"第{i}号考生家长问：{i % 17}号考点的安排在哪里看", url = $"https://forum.example.cn/{i}", heat = _heat[i], time = at - (fresh.Contains(i) ? 1 : 60) }));
    }

    /// <summary>Each document says what the desk says, with the heat it was last shown with.</summary>
    private async Task LastStatesAsync(IReadOnlyList<Doc> stored)
    {
        var heat = _heat.ToDictionary(h => $"https://forum.example.cn/{h.Key}", h => h.Value);
        var changed = 0;
        foreach (var doc in stored)
        {
            var post = (await Get<IArchive>().PostAsync(doc.Id, default))!;
            var there = doc.Root.GetProperty("post");
            Assert.Equal(post.Heat, there.GetProperty("heat").GetInt64());
            Assert.Equal(heat[post.Url!], there.GetProperty("heat").GetInt64());
            Assert.Equal(post.StoryId, there.TryGetProperty("story", out var story) ? story.GetString() : null);
            if (heat[post.Url!] > 5) changed++;
        }

        Assert.True(changed > 100);
    }

    private T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    private string Notice() => ArchiveNotice.Of(new DefaultHttpContext { RequestServices = _app.Services }).ToString();

    private List<Doc> Stored()
    {
        lock (_server.Gate) return [.. _server.Cluster.Indices.Values.Where(i => i.Name.StartsWith("monitor-posts-", StringComparison.Ordinal)).SelectMany(i => i.Live.Values)];
    }

    private void Write(string file, string text)
    {
        var path = Path.Combine(_home.FullName, "config", file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private async Task UntilAsync(Func<bool> holds)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience) Assert.Fail("It did not happen in time.");
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }
}
