using Monitor.Storage.Elasticsearch.Logs;
using Serilog.Events;

namespace Monitor.Host.Logging.Elasticsearch;

/// <summary>
/// Lines that wait, bounded by number and bytes. When it is full the oldest line of the lowest level makes room, so that of an hour without
/// Elasticsearch the errors are left. Adding never waits.
/// </summary>
internal sealed class LogQueue(int mostLines, long mostBytes)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<Waiting>[] _levels = [.. Enumerable.Range(0, (int)LogEventLevel.Fatal + 1).Select(_ => new LinkedList<Waiting>())];
    private long _next;
    private long _bytes;
    private long _dropped;
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public long Bytes => Volatile.Read(ref _bytes);

    public void Add(LogEventLevel level, LogLine line)
    {
        lock (_gate)
        {
            _levels[(int)level].AddLast(new Waiting(_next++, level, line));
            Count1(+1, line);
            Trim();
        }
    }

    /// <summary>The oldest lines, in their order; they are out of the queue.</summary>
    public List<Waiting> Take(int most, long bytes)
    {
        var taken = new List<Waiting>();
        lock (_gate)
        {
            while (taken.Count < most && bytes > 0 && Oldest() is { } level)
            {
                var line = level.First!.Value;
                level.RemoveFirst();
                Count1(-1, line.Line);
                bytes -= line.Line.Json.Length;
                taken.Add(line);
            }
        }

        return taken;
    }

    /// <summary>Lines that were taken and could not be sent go back to their places.</summary>
    public void PutBack(IReadOnlyList<Waiting> lines)
    {
        lock (_gate)
        {
            for (var i = lines.Count - 1; i >= 0; i--)
            {
                _levels[(int)lines[i].Level].AddFirst(lines[i]);
                Count1(+1, lines[i].Line);
            }

            Trim();
        }
    }

    /// <summary>How many lines made room since this was last asked.</summary>
    public long TakeDropped() => Interlocked.Exchange(ref _dropped, 0);

    private LinkedList<Waiting>? Oldest()
    {
        LinkedList<Waiting>? oldest = null;
        foreach (var level in _levels)
            if (level.First is { } first && (oldest is null || first.Value.Order < oldest.First!.Value.Order)) oldest = level;
        return oldest;
    }

    private void Trim()
    {
        while ((_count > mostLines || _bytes > mostBytes) && Array.Find(_levels, l => l.Count > 0) is { } lowest)
        {
            Count1(-1, lowest.First!.Value.Line);
            lowest.RemoveFirst();
            Interlocked.Increment(ref _dropped);
        }
    }

    private void Count1(int sign, LogLine line)
    {
        _count += sign;
        _bytes += sign * (long)line.Json.Length;
    }

    internal sealed record Waiting(long Order, LogEventLevel Level, LogLine Line);
}
