using Microsoft.Extensions.Logging;
using Monitor.Storage.Elasticsearch.Bulk;
using Monitor.Storage.Elasticsearch.Layout;
using Monitor.Storage.Elasticsearch.Wire;

namespace Monitor.Storage.Elasticsearch.Spool;

/// <summary>How a pass ended.</summary>
internal enum PassEnd
{
    /// <summary>The queue is empty.</summary>
    Empty,

    /// <summary>Another process sends.</summary>
    Taken,

    /// <summary>Try later.</summary>
    Failed,
}

/// <summary>
/// Takes changes from the head of the queue, sends them, and takes out what was stored. What was not stored stays where it is in the order; what can
/// never be stored goes aside with its reason, so that it holds back nothing behind it.
/// </summary>
internal sealed class Sender(IDesk desk, ElasticClient client, ArchiveConfig config, Names names, TimeProvider time, Random chance, ILogger log) : IDisposable
{
    private readonly BulkSender _bulk = new(client);
    private readonly BulkBuffer _buffer = new();
    private readonly ProbeCorrector _corrector = new(client);
    private readonly Pace _pace = new(config.BulkDocuments, chance);
    private readonly SemaphoreSlim _one = new(1, 1);
    private bool _ready;
    private SpoolState _state = SpoolState.Fresh;

    public SpoolState State => Volatile.Read(ref _state);

    /// <summary>How long the caller of the next pass should wait after one that failed.</summary>
    public TimeSpan Wait { get; private set; }

    /// <summary>Sends until the queue is empty or something fails.</summary>
    /// <param name="after">Runs at the end of a pass that left nothing, while no other can send.</param>
    public async Task<PassEnd> PassAsync(CancellationToken ct, Func<Task>? after = null)
    {
        await _one.WaitAsync(ct);
        try
        {
            await using var mine = await desk.TakeTurnAsync(ct);
            if (mine is null) return PassEnd.Taken;
            if (!await IsReadyAsync(ct) || !await SendAllAsync(mine, ct)) return PassEnd.Failed;
            if (after is not null && await mine.HoldsAsync(ct)) await after();
            return PassEnd.Empty;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _buffer.Dispose();

    private async Task<bool> SendAllAsync(ITurn mine, CancellationToken ct)
    {
        while (true)
        {
            if (!await mine.HoldsAsync(ct)) return await FailAsync("the turn to send was lost with its connection; it is taken again", needsPerson: false, ct);
            var head = await desk.HeadAsync(_pace.Documents, ct);
            if (head.Count == 0)
            {
                await TellAsync(null, needsPerson: false, ct);
                return true;
            }

            var (sent, empty) = Batch.Fill(_buffer, head, names, config.BulkBytes);
            var verdicts = await _bulk.SendAsync(_buffer, ct);
            if (!await CorrectAsync(sent, verdicts, ct)) return false;
            await SettleAsync(sent, empty, verdicts, ct);
            if (Array.Find(verdicts, v => v.End is BulkEnd.Retry or BulkEnd.Stop) is { Reason: { } reason } failed)
            {
                _ready &= failed.End != BulkEnd.Stop;
                return await FailAsync(reason, failed.End == BulkEnd.Stop, ct);
            }

            _pace.Succeeded();
            await TellAsync(null, needsPerson: false, ct);
        }
    }

    /// <summary>Asked once, and again after a refusal: without templates the first write would make an index of guessed fields.</summary>
    private async Task<bool> IsReadyAsync(CancellationToken ct)
    {
        if (_ready) return true;
        try
        {
            if (await Product.TroubleAsync(client, ct) is { } trouble) return await FailAsync(trouble, needsPerson: true, ct);
            var lacking = await Setup.LackingAsync(client, config, ct);
            if (lacking.Count > 0) return await FailAsync($"templates are missing or older than this build ({string.Join(", ", lacking)}): run monitor elastic setup with an administrator's key", needsPerson: true, ct);
            return _ready = true;
        }
        catch (Exception e) when (e is ElasticException or StoreException)
        {
            return await FailAsync(e.Message, e is not ElasticException { Fault: ElasticFault.Away }, ct);
        }
    }

    private async Task SettleAsync(List<SpoolEntry> sent, List<SpoolEntry> empty, BulkVerdict[] verdicts, CancellationToken ct)
    {
        var dead = sent.Zip(verdicts).Where(p => p.Second.End == BulkEnd.Dead).ToList();
        var over = sent.Zip(verdicts).Where(p => p.Second.End is BulkEnd.Done or BulkEnd.Duplicate or BulkEnd.Dead).Select(p => p.First.Seq).Concat(empty.Select(e => e.Seq)).ToList();
        if (over.Count == 0) return;
        foreach (var (entry, verdict) in dead) log.LogError("Elasticsearch refuses {Kind} {Key} for good: {Reason}", entry.Kind, entry.Key, verdict.Reason);
        // Stored there and not yet taken out here is sent twice after a crash; the other way round would be lost.
        await desk.SettleAsync(over, [.. dead.Select(d => (d.First, d.Second.Reason ?? ""))], time.GetUtcNow(), ct);
    }

    private async Task<bool> CorrectAsync(List<SpoolEntry> sent, BulkVerdict[] verdicts, CancellationToken ct)
    {
        try
        {
            await _corrector.CorrectAsync([.. sent.Zip(verdicts).Where(p => p is { First.Probe: not null, Second: { End: BulkEnd.Duplicate, Index: not null } }).Select(p => (p.Second.Index!, p.First.Probe!))], ct);
            return true;
        }
        catch (ElasticException e)
        {
            return await FailAsync(e.Message, e.Fault == ElasticFault.Refused, ct);
        }
    }

    private async Task<bool> FailAsync(string reason, bool needsPerson, CancellationToken ct)
    {
        Wait = _pace.Failed();
        await TellAsync(reason, needsPerson, ct);
        return false;
    }

    private async Task TellAsync(string? trouble, bool needsPerson, CancellationToken ct)
    {
        var (waiting, dead) = await desk.QueueAsync(ct);
        var (was, now) = (State, time.GetUtcNow());
        if (trouble is not null && was.AwaySince is null) log.LogWarning("Elasticsearch takes nothing for now; {Waiting} changes wait on disk: {Reason}", waiting, trouble);
        if (trouble is null && was.AwaySince is { } since) log.LogInformation("Elasticsearch takes writes again after {Away}; {Waiting} changes wait", now - since, waiting);
        Volatile.Write(ref _state, new SpoolState(waiting, dead, waiting == 0 ? null : was.BehindSince ?? now, trouble is null ? null : was.AwaySince ?? now, trouble, needsPerson));
    }
}
