using Microsoft.Extensions.Logging;
using Monitor.Core.Contracts;
using Monitor.Core.Posts;
using Monitor.Storage.Elasticsearch.Layout;
using Monitor.Storage.Elasticsearch.Reading;
using Monitor.Storage.Elasticsearch.Spool;
using Monitor.Storage.Elasticsearch.Wire;
using Monitor.Storage.Postgres;
using Monitor.Storage.Postgres.Desk;
using Monitor.Storage.Sqlite;
using Monitor.Storage.Sqlite.Desk;

namespace Monitor.Storage.Elasticsearch;

/// <summary>The archive on Elasticsearch, with the last days and the queue in the store beside it.</summary>
public sealed class ElasticStore : IAsyncDisposable
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);

    private readonly ArchiveConfig _config;
    private readonly TimeProvider _time;
    private readonly ElasticClient _client;
    private readonly IDesk _desk;
    private readonly Library _library;
    private readonly Sender _sender;
    private readonly ElasticArchive _archive;
    private readonly ILogger _log;

    private ElasticStore(ArchiveConfig config, TimeProvider time, ElasticClient client, IDesk desk, ILogger log, Func<DateTimeOffset>? floor)
    {
        (_config, _time, _client, _desk, _log) = (config, time, client, desk, log);
        var names = new Names(config.Prefix);
        _library = new Library(client, names);
        _sender = new Sender(desk, client, config, names, time, new Random(Environment.ProcessId), log);
        _archive = new ElasticArchive(desk, _library, _sender, config, time, log, floor);
    }

    public IArchive Archive => _archive;

    /// <summary>How far Elasticsearch is behind, as of the last attempt.</summary>
    public SpoolState State => _sender.State;

    /// <summary>Since when reads go without what lies before the last days; null when none did since Elasticsearch answered again.</summary>
    public DateTimeOffset? ShortSince => _archive.ShortSince;

    internal ElasticClient Client => _client;

    /// <summary>Opens the archive; asks nothing of Elasticsearch yet, so that the service starts while it is away. What the store has kept so far is queued at the first opening.</summary>
    /// <exception cref="StoreException">The files of key or authority cannot be used.</exception>
    public static Task<ElasticStore> OpenAsync(IStore store, ArchiveConfig config, TimeProvider time, ILoggerFactory loggers, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(loggers);
        return OpenAsync(store, config, time, loggers, null, null, ct);
    }

    /// <param name="wrap">Stands around the wire.</param>
    /// <param name="floor">Where the desk ends, in place of where it does.</param>
    internal static async Task<ElasticStore> OpenAsync(
        IStore store, ArchiveConfig config, TimeProvider time, ILoggerFactory loggers, Func<HttpMessageHandler, HttpMessageHandler>? wrap, Func<DateTimeOffset>? floor, CancellationToken ct)
    {
        var client = new ElasticClient(config, time, wrap);
        IDesk desk = store switch
        {
            SqliteStore file => await SqliteDesk.OpenAsync(file.Database, ct),
            PostgresStore shared => await PostgresDesk.OpenAsync(shared.Database, time, wrap is null ? PostgresDesk.Grace : TimeSpan.Zero, ct),
            _ => throw new NotSupportedException($"{store.GetType().Name} cannot keep the last days for Elasticsearch."),
        };
        return new ElasticStore(config, time, client, desk, loggers.CreateLogger<ElasticStore>(), floor);
    }

    /// <summary>Sends what waits, until told to stop. Failures are waited out; none ends it.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                var end = await _sender.PassAsync(ct, () => _desk.TrimAsync(_time.GetUtcNow() - _config.Window, ct));
                await Task.Delay(end == PassEnd.Failed ? _sender.Wait : Idle, _time, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                _log.LogError(e, "Sending to Elasticsearch failed on our side; it goes on");
                await Task.Delay(Idle, _time, CancellationToken.None);
            }
        }
    }

    /// <summary>Everything that matches, newest first: what Elasticsearch holds at this moment.</summary>
    public IAsyncEnumerable<Post> ExportAsync(PostQuery query, CancellationToken ct) => _library.ExportAsync(query, query?.StoryId is { } story ? [story] : null, ct);

    /// <summary>Puts policies and templates.</summary>
    internal Task<IReadOnlyList<SetupStep>> SetupAsync(CancellationToken ct) => Setup.ApplyAsync(_client, _config, ct);

    /// <summary>Queues everything the desk holds once more.</summary>
    public Task<int> FillAsync(CancellationToken ct) => _desk.FillAsync(ct);

    /// <summary>Queues what Elasticsearch had refused for good.</summary>
    public Task<int> ReviveAsync(CancellationToken ct) => _desk.ReviveAsync(ct);

    /// <summary>Sends all that waits and makes it findable. False when something is left.</summary>
    internal async Task<bool> SettleAsync(CancellationToken ct) => await _sender.PassAsync(ct, () => _library.RefreshAsync(ct)) == PassEnd.Empty;

    internal Task TrimAsync(DateTimeOffset floor, CancellationToken ct) => _sender.PassAsync(ct, () => _desk.TrimAsync(floor, ct));

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        _sender.Dispose();
        return _desk.DisposeAsync();
    }
}
