using System.Collections.Concurrent;

namespace Monitor.Collectors.Fetching;

/// <summary>One request at a time to a host, a pause after each start, and rest where the host asked for it (Retry-After, RFC 9110, 10.2.3).</summary>
internal sealed class HostPace(TimeSpan pace, TimeProvider time)
{
    /// <summary>A host that asks for more rest is asked again after this long; a mistyped year must not silence a source for good.</summary>
    public static readonly TimeSpan LongestRest = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, Queue> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly long _start = time.GetTimestamp();

    /// <summary>Counted on the monotonic clock, so that a corrected wall clock can neither rush nor stall a host.</summary>
    private TimeSpan Now => time.GetElapsedTime(_start);

    /// <summary>How long the host still asked to be left alone.</summary>
    public TimeSpan RestOf(string host) => _hosts.TryGetValue(host, out var queue) && queue.RestUntil > Now ? queue.RestUntil - Now : TimeSpan.Zero;

    public void LeaveAlone(string host, TimeSpan asked)
    {
        var until = Now + (asked < LongestRest ? asked : LongestRest);
        var queue = Of(host);
        if (until > queue.RestUntil) queue.RestUntil = until;
    }

    /// <summary>Waits for the host's turn; it lasts until the returned lease is disposed.</summary>
    /// <param name="host">Host name without port: pace is for the machine behind it.</param>
    /// <param name="crawlDelay">What the host's robots.txt asks for, if more.</param>
    /// <param name="ct">The caller's own cancellation.</param>
    public async Task<IDisposable> EnterAsync(string host, TimeSpan? crawlDelay, CancellationToken ct)
    {
        var queue = Of(host);
        await queue.Gate.WaitAsync(ct);
        try
        {
            // Rest may be asked for while we wait, so the due time is read again after each delay.
            for (var wait = queue.Due - Now; wait > TimeSpan.Zero; wait = queue.Due - Now) await Task.Delay(wait, time, ct);
            queue.NextStart = Now + (crawlDelay > pace ? crawlDelay.Value : pace);
            return new Lease(queue.Gate);
        }
        catch
        {
            queue.Gate.Release();
            throw;
        }
    }

    private Queue Of(string host) => _hosts.GetOrAdd(host, _ => new Queue());

    private sealed class Queue
    {
        private long _restUntil;

        public SemaphoreSlim Gate { get; } = new(1, 1);

        /// <summary>Only touched by the holder of the gate.</summary>
        public TimeSpan NextStart { get; set; }

        public TimeSpan RestUntil
        {
            get => new(Volatile.Read(ref _restUntil));
            set => Volatile.Write(ref _restUntil, value.Ticks);
        }

        public TimeSpan Due => NextStart > RestUntil ? NextStart : RestUntil;
    }

    private sealed class Lease(SemaphoreSlim gate) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0) gate.Release();
        }
    }
}
