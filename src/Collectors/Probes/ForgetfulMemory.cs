using System.Collections.Concurrent;
using Monitor.Core.Contracts;

namespace Monitor.Collectors.Probes;

/// <summary>Remembers while the process runs: for a single check by hand, where no store is open.</summary>
public sealed class ForgetfulMemory : IProbeMemory
{
    private readonly ConcurrentDictionary<(string, string), string> _kept = new();

    public Task<string?> ReadAsync(string targetId, string key, CancellationToken ct) => Task.FromResult(_kept.GetValueOrDefault((targetId, key)));

    public Task WriteAsync(string targetId, string key, string value, CancellationToken ct)
    {
        _kept[(targetId, key)] = value;
        return Task.CompletedTask;
    }
}
