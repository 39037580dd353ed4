using Monitor.Core.Contracts;

namespace Monitor.Host.Scheduling;

/// <summary>Keeps it in the ledger, so that it survives a restart and every process that probes sees the same.</summary>
internal sealed class LedgerProbeMemory(ILedger ledger) : IProbeMemory
{
    public Task<string?> ReadAsync(string targetId, string key, CancellationToken ct) => ledger.SettingAsync(Key(targetId, key), ct);

    public Task WriteAsync(string targetId, string key, string value, CancellationToken ct) => ledger.SetSettingAsync(Key(targetId, key), value, ct);

    private static string Key(string targetId, string key) => $"probe.{targetId}.{key}";
}
