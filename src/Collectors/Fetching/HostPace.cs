using System.Collections.Concurrent;

namespace Monitor.Collectors.Fetching;

/// <summary>One request at a time to a host, and a pause after each start.</summary>
internal sealed class HostPace(TimeSpan pace, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _next = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _lock = new();

    /// <param name="crawlDelay">What the host's robots.txt asks for, if more.</param>
    public async Task WaitAsync(string host, TimeSpan? crawlDelay, CancellationToken ct)
    {
        TimeSpan wait;
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var due = _next.GetValueOrDefault(host, now);
            if (due < now) due = now;
            _next[host] = due + (crawlDelay > pace ? crawlDelay.Value : pace);
            wait = due - now;
        }

        if (wait > TimeSpan.Zero) await Task.Delay(wait, time, ct);
    }
}
