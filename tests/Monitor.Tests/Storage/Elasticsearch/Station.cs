using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Core.Contracts;
using Monitor.Core.Posts;
using Monitor.Storage.Elasticsearch;
using Monitor.Storage.Sqlite;
using Monitor.Tests.Contracts;
using Monitor.Tests.Storage.Elasticsearch.Spec;
using Monitor.Tests.Storage.Elasticsearch.StandIn;
using Xunit;

namespace Monitor.Tests.Storage.Elasticsearch;

/// <summary>One store beside one stand-in. Whatever a test does, every exchange is held against the specification, and a breach fails it.</summary>
internal sealed class Station : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("elastic");
    private readonly ConcurrentQueue<string> _breaches = new();

    private Station(StandInServer server) => Server = server;

    public StandInServer Server { get; }

    public SqliteStore Store { get; private set; } = null!;

    public ElasticStore Elastic { get; private set; } = null!;

    public IArchive Archive => Elastic.Archive;

    public string Folder => _folder.FullName;

    public static async Task<Station> OpenAsync(Func<ArchiveConfig, ArchiveConfig>? config = null, TimeProvider? time = null, bool setup = true)
    {
        var station = new Station(await StandInServer.StartAsync());
        await station.ReopenAsync(config, time);
        if (setup) await station.Elastic.SetupAsync(default);
        return station;
    }

    /// <summary>Opens the same data again, as the next start of the service does.</summary>
    public async Task ReopenAsync(Func<ArchiveConfig, ArchiveConfig>? config = null, TimeProvider? time = null)
    {
        if (Elastic is not null) await Elastic.DisposeAsync();
        if (Store is not null) await Store.DisposeAsync();
        var plain = new ArchiveConfig { Kind = ArchiveKind.Elasticsearch, Nodes = [Server.Address], Timeout = TimeSpan.FromSeconds(20) };
        Store = await SqliteStore.OpenAsync(Folder, time ?? TimeProvider.System, NullLoggerFactory.Instance, default);
        Elastic = await ElasticStore.OpenAsync(Store, config?.Invoke(plain) ?? plain, time ?? TimeProvider.System, NullLoggerFactory.Instance, wire => new CheckedWire(wire, _breaches), null, default);
    }

    public Task<IReadOnlyList<string>> IngestAsync(params Post[] posts) => Archive.IngestAsync(Some.Batch(posts), default);

    public Task<IReadOnlyList<string>> IngestAsync(Post[] posts, params Post[] more) => IngestAsync([.. posts, .. more]);

    /// <summary>Ids of the posts the server holds, whatever index they are in.</summary>
    public IEnumerable<string> StoredPosts() => Server.Cluster.Indices.Values.Where(i => i.Name.StartsWith("monitor-posts-", StringComparison.Ordinal)).SelectMany(i => i.Live.Keys).Order(StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        await Elastic.DisposeAsync();
        await Store.DisposeAsync();
        await Server.DisposeAsync();
        _folder.Delete(recursive: true);
        Assert.Empty(_breaches);
    }
}
