using System.Collections.Concurrent;
using Monitor.Host.Configuration;

namespace Monitor.Host.Scheduling;

/// <summary>
/// So many checks of one host at once and no more, whatever number of targets it has: a host in trouble is not helped by a hundred connections that
/// wait for it.
/// </summary>
internal sealed class HostGates(ICurrentConfig config, TimeProvider time)
{
    /// <summary>A check that cannot begin by then would say what was long ago.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Gate> _gates = new(StringComparer.OrdinalIgnoreCase);

    /// <returns>To be disposed when the check is over; null when there was no room in time.</returns>
    public async Task<IDisposable?> EnterAsync(string? host, CancellationToken ct)
    {
        if (host is null) return Free.Pass;
        var room = config.Current.Probing.PerHost;
        // Another limit makes another gate; checks under way leave by the one they came in.
        var gate = _gates.AddOrUpdate(host, _ => new Gate(room), (_, there) => there.Room == room ? there : new Gate(room));
        if (gate.Slots.Wait(0, ct)) return new Stay(gate);
        using var timer = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timer.Token);
        try
        {
            await gate.Slots.WaitAsync(either.Token);
            return new Stay(gate);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }

    private sealed record Gate(int Room)
    {
        public SemaphoreSlim Slots { get; } = new(Room, Room);
    }

    private sealed class Stay(Gate gate) : IDisposable
    {
        public void Dispose() => gate.Slots.Release();
    }

    private sealed class Free : IDisposable
    {
        public static Free Pass { get; } = new();

        public void Dispose()
        {
        }
    }
}
