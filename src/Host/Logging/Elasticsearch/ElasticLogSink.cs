using System.Globalization;
using Monitor.Host.Logging.Ecs;
using Monitor.Storage.Elasticsearch.Logs;
using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;
using Serilog.Parsing;

namespace Monitor.Host.Logging.Elasticsearch;

/// <summary>
/// Lines go into the queue on the logging thread and from there in batches to Elasticsearch, by one loop. Whatever happens there, logging costs no more
/// than the formatting of a line. What is logged while sending, by whatever part of the HTTP stack, is not sent: it would bring forth the next.
/// </summary>
internal sealed class ElasticLogSink : ILogEventSink, IAsyncDisposable, IDisposable
{
    private const int BatchBytes = 4 * 1024 * 1024;
    private static readonly TimeSpan Gather = TimeSpan.FromSeconds(1);
    private static readonly AsyncLocal<bool> Sending = new();
    private static readonly MessageTemplate DropNotice = new MessageTemplateParser().Parse("{Dropped} log lines of the lowest levels are missing here: Elasticsearch did not take them in time and the queue was full");

    private readonly EcsFormatter _formatter;
    private readonly LogStream _stream;
    private readonly LogQueue _queue;
    private readonly TimeProvider _time;
    private readonly TimeSpan _flushLimit;
    private readonly SemaphoreSlim _news = new(0, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly string _life = Guid.NewGuid().ToString("N");
    private readonly Task _loop;
    private long _number;
    private long _dropped;
    private bool _away;
    private int _closed;

    public ElasticLogSink(EcsFormatter formatter, LogStream stream, LogQueue queue, TimeProvider time, TimeSpan flushLimit)
    {
        (_formatter, _stream, _queue, _time, _flushLimit) = (formatter, stream, queue, time, flushLimit);
        // Whose request happens to log first is nothing to the loop.
        using (ExecutionContext.SuppressFlow()) _loop = Task.Run(RunAsync);
    }

    /// <summary>Whether the caller runs within the sending of log lines.</summary>
    internal static bool IsSending => Sending.Value;

    public void Emit(LogEvent logEvent)
    {
        if (Sending.Value || Volatile.Read(ref _closed) != 0) return;
        Add(logEvent);
        if (_news.CurrentCount == 0) Wake();
    }

    /// <summary>Sends what waits, as long as it is taken and no longer than the limit.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0) return;
        await _stop.CancelAsync();
        await _loop.ConfigureAwait(false);
        _stream.Dispose();
        _stop.Dispose();
        _news.Dispose();
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private void Add(LogEvent logEvent) =>
        _queue.Add(logEvent.Level, new LogLine(string.Create(CultureInfo.InvariantCulture, $"{_life}-{Interlocked.Increment(ref _number)}"), _formatter.Document(logEvent)));

    private async Task RunAsync()
    {
        Sending.Value = true;
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                await _news.WaitAsync(_stop.Token);
                await Task.Delay(Gather, _time, _stop.Token);
                while (_queue.Count > 0)
                    if (!await PassAsync(_stop.Token)) await Task.Delay(_stream.Wait, _time, _stop.Token);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }

        await FlushAsync();
    }

    /// <returns>False when lines were not taken.</returns>
    private async Task<bool> PassAsync(CancellationToken ct)
    {
        var batch = _queue.Take(_stream.Lines, BatchBytes);
        try
        {
            var sent = await _stream.SendAsync([.. batch.Select(w => w.Line)], ct);
            _queue.PutBack([.. sent.Waiting.Select(i => batch[i])]);
            Tell(sent);
            return sent.Waiting.Count == 0;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            _queue.PutBack(batch);
            throw;
        }
        catch (Exception e)
        {
            _queue.PutBack(batch);
            SelfLog.WriteLine("Sending the log to Elasticsearch failed on our side: {0}", e.Message);
            return false;
        }
    }

    /// <summary>On standard error, once when it begins and once when it ends; lines that are missing are counted where they are missing.</summary>
    private void Tell(LogSending sent)
    {
        _dropped += _queue.TakeDropped();
        if (sent.Refused > 0) SelfLog.WriteLine("Elasticsearch refuses {0} log lines for good: {1}", sent.Refused, sent.Trouble);
        var away = sent.Waiting.Count > 0;
        if (away && !_away) SelfLog.WriteLine("Elasticsearch takes no log lines for now; they wait in memory: {0}", sent.Trouble);
        if (!away && _away) SelfLog.WriteLine("Elasticsearch takes log lines again");
        _away = away;
        if (away || _dropped == 0) return;
        SelfLog.WriteLine("{0} log lines were dropped while Elasticsearch was away", _dropped);
        Add(new LogEvent(_time.GetUtcNow(), LogEventLevel.Warning, null, DropNotice, [new LogEventProperty("Dropped", new ScalarValue(_dropped))]));
        _dropped = 0;
    }

    private async Task FlushAsync()
    {
        using var limit = new CancellationTokenSource(_flushLimit, _time);
        try
        {
            // What is not taken at all now will not be in the seconds that are left.
            while (_queue.Count > 0)
            {
                var before = _queue.Count;
                if (await PassAsync(limit.Token)) continue;
                if (_queue.Count >= before) break;
                await Task.Delay(_stream.Wait, _time, limit.Token);
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
        }

        if (_queue.Count > 0) SelfLog.WriteLine("{0} log lines were not taken by Elasticsearch before the end; standard output has them", _queue.Count);
    }

    private void Wake()
    {
        try
        {
            _news.Release();
        }
        catch (Exception e) when (e is SemaphoreFullException or ObjectDisposedException)
        {
            // Somebody else did.
        }
    }
}
