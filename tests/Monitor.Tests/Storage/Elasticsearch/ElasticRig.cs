using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Core.Contracts;
using Monitor.Storage;
using Monitor.Storage.Elasticsearch;
using Monitor.Storage.Elasticsearch.Wire;
using Monitor.Storage.Sqlite;
using Monitor.Tests.Contracts;
using Monitor.Tests.Storage.Elasticsearch.Spec;
using Monitor.Tests.Storage.Elasticsearch.StandIn;
using Xunit;

namespace Monitor.Tests.Storage.Elasticsearch;

/// <summary>
/// The archive on Elasticsearch for the contract tests. What it has taken can be found once it was sent and refreshed, so every read first waits for
/// both; everything else is as in the service. MONITOR_TEST_ELASTICSEARCH=https://... takes a real cluster in place of the stand-in.
/// </summary>
/// <param name="floor">Where the desk ends, in place of where it does.</param>
/// <param name="shared">The desk in PostgreSQL in place of SQLite.</param>
internal sealed class ElasticRig(Func<DateTimeOffset>? floor, PostgresRig? shared = null) : IStoreRig
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("elastic");
    private readonly List<IAsyncDisposable> _opened = [];
    private readonly ConcurrentQueue<string> _breaches = new();
    private StandInServer? _server;
    private RealCluster? _real;
    private int _life;

    private string Folder => Path.Combine(_root.FullName, $"life{_life}");

    public async Task<(IArchive Archive, ILedger Ledger)> OpenAsync()
    {
        var config = await ClusterAsync();
        IStore store = shared is null ? await SqliteStore.OpenAsync(Folder, TimeProvider.System, NullLoggerFactory.Instance, default) : await shared.StoreAsync();
        var elastic = await ElasticStore.OpenAsync(store, config, TimeProvider.System, NullLoggerFactory.Instance, Wire, floor, default);
        _opened.AddRange([elastic, store]);
        await elastic.SetupAsync(default);
        return (new SettledArchive(elastic), store.Ledger);
    }

    /// <summary>The next life begins with the bytes the files have at this moment; Elasticsearch lives on.</summary>
    public Task KillAsync()
    {
        if (shared is not null) return shared.KillAsync();
        var dead = Folder;
        _life++;
        Directory.CreateDirectory(Folder);
        foreach (var name in new[] { "monitor.db", "monitor.db-wal" })
        {
            if (File.Exists(Path.Combine(dead, name))) File.Copy(Path.Combine(dead, name), Path.Combine(Folder, name));
        }

        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var opened in _opened) await opened.DisposeAsync();
        if (_server is not null) await _server.DisposeAsync();
        if (_real is not null) await _real.DisposeAsync();
        _root.Delete(recursive: true);
        Assert.Empty(_breaches);
    }

    private HttpMessageHandler Wire(HttpMessageHandler wire)
    {
        if (Environment.GetEnvironmentVariable("MONITOR_TEST_ELASTICSEARCH_RECORD") is { Length: > 0 } file) wire = new ExchangeRecorder(wire, file);
        return new CheckedWire(wire, _breaches);
    }

    private async Task<ArchiveConfig> ClusterAsync()
    {
        if ((_real ??= RealCluster.FromEnvironment()) is { } real) return real.Config;
        _server ??= await StandInServer.StartAsync();
        return new ArchiveConfig { Kind = ArchiveKind.Elasticsearch, Nodes = [_server.Address], Replicas = 0 };
    }
}
