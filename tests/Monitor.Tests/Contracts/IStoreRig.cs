using Monitor.Core.Contracts;

namespace Monitor.Tests.Contracts;

/// <summary>One set of stored data, empty at first, as a contract test needs it. A store passes the contracts by giving one of these.</summary>
public interface IStoreRig : IAsyncDisposable
{
    /// <summary>Opens the data from one more side, as a second process would.</summary>
    Task<(IArchive Archive, ILedger Ledger)> OpenAsync();

    /// <summary>Ends everything opened so far without closing it, as kill -9 does. What opens next sees only what had truly been stored.</summary>
    Task KillAsync();
}
