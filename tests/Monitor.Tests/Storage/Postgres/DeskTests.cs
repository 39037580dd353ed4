using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Core.Alerts;
using Monitor.Core.Contracts;
using Monitor.Storage.Elasticsearch;
using Monitor.Storage.Postgres;
using Monitor.Tests.Contracts;
using Monitor.Tests.Storage.Elasticsearch.Spec;
using Monitor.Tests.Storage.Elasticsearch.StandIn;
using Xunit;

namespace Monitor.Tests.Storage.Postgres;

/// <summary>Replicas that share the last days and the queue to Elasticsearch.</summary>
public sealed class DeskTests : IAsyncLifetime
{
    private readonly PostgresRig _rig = new();
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> _breaches = new();
    private readonly List<ElasticStore> _stores = [];
    private readonly List<PostgresStore> _databases = [];
    private StandInServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await StandInServer.StartAsync();
        for (var i = 0; i < 3; i++)
        {
            var store = await _rig.StoreAsync();
            var config = new ArchiveConfig { Kind = ArchiveKind.Elasticsearch, Nodes = [_server.Address], Replicas = 0 };
            _databases.Add(store);
            _stores.Add(await ElasticStore.OpenAsync(store, config, TimeProvider.System, NullLoggerFactory.Instance, wire => new CheckedWire(wire, _breaches), null, default));
        }

        await _stores[0].SetupAsync(default);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _stores) await store.DisposeAsync();
        await _rig.DisposeAsync();
        if (_server is not null) await _server.DisposeAsync();
        Assert.Empty(_breaches);
    }

    [Fact]
    public async Task What_three_replicas_write_is_sent_once_in_the_order_of_their_commits()
    {
        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Task.Run(async () =>
        {
            var archive = _stores[i % 3].Archive;
            await archive.IngestAsync(Some.Batch([.. Enumerable.Range(i * 4, 8).Select(n => Some.Post($"p{n}") with { Heat = i })]), default);
            await archive.SaveProbeAsync(Some.Probe("t", Some.T0.AddSeconds(i)), default);
            await _databases[i % 3].Ledger.CommitAsync(new JudgeOutcome { Decisions = [new Decision("f", null, Some.T0, DecisionReason.Opened, $"d{i}", true)] }, default);
        })));
        var sent = await Task.WhenAll(_stores.Select(s => Task.Run(() => s.SettleAsync(default))));
        Assert.Contains(true, sent);
        Assert.True(await _stores[0].SettleAsync(default));

        Assert.Equal(124, Posts().Count());
        Assert.Equal(30, _server.Cluster.Streams["monitor-probes-default"].Sum(i => _server.Cluster.Indices[i].Live.Count));
        foreach (var post in await _databases[0].Archive.SearchAsync(new PostQuery { Limit = 500 }, default)) Assert.Equal(post.Heat, (await _stores[1].Archive.PostAsync(post.Id, default))!.Heat);
    }

    [Fact]
    public async Task One_sends_at_a_time_and_another_goes_on_when_it_is_gone()
    {
        await _stores[0].Archive.IngestAsync(Some.Batch(Some.Post("p1")), default);
        var answers = new TaskCompletionSource();
        _server.Faults.Slow = answers.Task;
        var stuck = Task.Run(() => _stores[0].SettleAsync(default));
        while (await _databases[2].Database.ReadAsync(s => s.ValueAsync<long>("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"), TestContext.Current.CancellationToken) == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.False(await _stores[1].SettleAsync(default));
        await _rig.KillAsync();
        answers.SetResult();
        await Record.ExceptionAsync(() => stuck);
        Assert.True(await _stores[2].SettleAsync(default));
        Assert.Equal(["p1"], Posts());
    }

    [Fact]
    public async Task The_floor_raised_by_one_is_the_floor_of_all()
    {
        await _stores[0].Archive.IngestAsync(Some.Batch([.. Enumerable.Range(0, 20).Select(d => Some.Post($"p{d:00}") with { FirstSeen = Some.T0.AddDays(d), Published = Some.T0.AddDays(d) })]), default);
        Assert.True(await _stores[0].SettleAsync(default));
        await _stores[0].TrimAsync(Some.T0.AddDays(10), default);
        Assert.Equal(10, (await _databases[1].Archive.SearchAsync(new PostQuery { Limit = 100 }, default)).Count);
        for (var tries = 0; (await _stores[1].Archive.SearchAsync(new PostQuery { Limit = 100 }, default)).Count < 20; tries++)
        {
            // Its look comes every few seconds; in the service nothing is let go before.
            Assert.True(tries < 200, "the other replica never learnt of the floor");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Without_elasticsearch_nothing_is_queued_and_with_it_again_nothing_is_forgotten_but_what_was_meant()
    {
        Assert.True(await _databases[0].WithoutElasticAsync(default));
        await _databases[0].Archive.IngestAsync(Some.Batch(Some.Post("meanwhile")), default);
        Assert.True(await _stores[0].SettleAsync(default));
        Assert.Empty(Posts());
        // Opened with it again, what came in between is queued by itself.
        await using var again = await ElasticStore.OpenAsync(_databases[1], new ArchiveConfig { Kind = ArchiveKind.Elasticsearch, Nodes = [_server.Address], Replicas = 0 }, TimeProvider.System, NullLoggerFactory.Instance, wire => new CheckedWire(wire, _breaches), null, default);
        Assert.True(await again.SettleAsync(default));
        Assert.Equal(["meanwhile"], Posts());
    }

    [Fact]
    public async Task Of_two_configurations_the_one_without_elasticsearch_does_not_decide_for_the_other()
    {
        Assert.True(await _databases[1].Ledger.HoldAsync("judge", "other", TimeSpan.FromMinutes(1), Some.T0, default));
        Assert.False(await _databases[0].WithoutElasticAsync(default));
        await _databases[0].Archive.IngestAsync(Some.Batch(Some.Post("p1")), default);
        Assert.True(await _stores[1].SettleAsync(default));
        Assert.Equal(["p1"], Posts());
    }

    private IEnumerable<string> Posts() => _server.Cluster.Indices.Values.Where(i => i.Name.StartsWith("monitor-posts-", StringComparison.Ordinal)).SelectMany(i => i.Live.Keys).Order(StringComparer.Ordinal);
}
