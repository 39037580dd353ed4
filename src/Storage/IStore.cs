using Monitor.Core.Contracts;

namespace Monitor.Storage;

/// <summary>One open store: archive and ledger in one database, whatever that is.</summary>
public interface IStore : IAsyncDisposable
{
    IArchive Archive { get; }

    ILedger Ledger { get; }
}
