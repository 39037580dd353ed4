using System.Text.Json;
using Monitor.Storage.Elasticsearch.Bulk;
using Monitor.Storage.Elasticsearch.Spool;
using Monitor.Storage.Elasticsearch.Wire;

namespace Monitor.Storage.Elasticsearch.Logs;

/// <summary>One log line as JSON. The id makes sending it twice harmless.</summary>
public readonly record struct LogLine(string Id, ReadOnlyMemory<byte> Json);

/// <summary>How a batch ended.</summary>
/// <param name="Waiting">Positions of the lines that were not taken for now, ascending.</param>
/// <param name="Refused">How many will never be taken as they are.</param>
/// <param name="Trouble">Why lines wait or were refused; null when all were taken.</param>
public sealed record LogSending(IReadOnlyList<int> Waiting, int Refused, string? Trouble);

/// <summary>
/// The data stream of the service's own log, written through the door and with the verdicts of the archive. It keeps nothing and logs nothing: a
/// log that told of its own sending would never come to an end.
/// </summary>
public sealed class LogStream : IDisposable
{
    private readonly string _name;
    private readonly ElasticClient _client;
    private readonly BulkSender _bulk;
    private readonly BulkBuffer _buffer = new();
    private readonly Pace _pace;

    /// <param name="space">Last part of the stream's name.</param>
    /// <exception cref="StoreException">The files of key or authority cannot be used.</exception>
    public LogStream(ArchiveConfig config, string space, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(config);
        _name = "logs-monitor.app-" + space;
        _client = new ElasticClient(config, time);
        // Without the templates every Elasticsearch has for logs-*-* a plain index would be made: rather none.
        _bulk = new BulkSender(_client, "&require_data_stream=true");
        _pace = new Pace(config.BulkDocuments, new Random(Environment.ProcessId));
    }

    /// <summary>So many lines at once, fewer after failures.</summary>
    public int Lines => _pace.Documents;

    /// <summary>How long to wait after the last batch when lines of it wait.</summary>
    public TimeSpan Wait { get; private set; }

    /// <summary>Sends once. When to try again what waits is the caller's to decide.</summary>
    public async Task<LogSending> SendAsync(IReadOnlyList<LogLine> lines, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(lines);
        _buffer.Clear();
        foreach (var line in lines) _buffer.Add(BulkAction.Create, _name, line.Id, null, line.Json, static (w, json) => w.WriteRawValue(json.Span, skipInputValidation: true));
        var (waiting, refused, trouble) = (new List<int>(), 0, (string?)null);
        var verdicts = await SendAsync(ct);
        for (var i = 0; i < verdicts.Length; i++)
        {
            if (verdicts[i].End is BulkEnd.Retry or BulkEnd.Stop) waiting.Add(i);
            else if (verdicts[i].End == BulkEnd.Dead) refused++;
            if (verdicts[i].End is not (BulkEnd.Done or BulkEnd.Duplicate)) trouble ??= verdicts[i].Reason;
        }

        if (waiting.Count > 0) Wait = _pace.Failed();
        else _pace.Succeeded();
        return new LogSending(waiting, refused, trouble);
    }

    public void Dispose()
    {
        _client.Dispose();
        _buffer.Dispose();
    }

    private async Task<BulkVerdict[]> SendAsync(CancellationToken ct)
    {
        try
        {
            return await _bulk.SendAsync(_buffer, ct);
        }
        catch (Exception e) when (e is StoreException or JsonException)
        {
            // The key's file is being replaced, or what answers is no Elasticsearch.
            var all = new BulkVerdict[_buffer.Count];
            Array.Fill(all, new BulkVerdict(BulkEnd.Retry, e.Message));
            return all;
        }
    }
}
