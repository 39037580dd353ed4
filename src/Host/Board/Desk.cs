using Monitor.Core.Contracts;
using Monitor.Host.Configuration;

namespace Monitor.Host.Board;

/// <summary>What every page reads from.</summary>
internal sealed class Desk(IArchive archive, ILedger ledger, ICurrentConfig config, TimeProvider time)
{
    public IArchive Archive => archive;

    public ILedger Ledger => ledger;

    public MonitorConfig Config => config.Current;

    public DateTimeOffset Now => time.GetUtcNow();

    public string SourceName(string id) => Config.Sources.FirstOrDefault(s => s.Id == id)?.Name ?? id;

    public string TargetName(string id) => Config.Targets.FirstOrDefault(t => t.Id == id)?.Name ?? id;
}
