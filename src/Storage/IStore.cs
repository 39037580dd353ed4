using Monitor.Core.Contracts;

namespace Monitor.Storage;

/// <summary>One open store: archive and ledger in one database, whatever that is.</summary>
public interface IStore : IAsyncDisposable
{
    IArchive Archive { get; }

    ILedger Ledger { get; }

    /// <summary>Said by a service that sends nothing to Elasticsearch: changes are queued for it no longer, and should it be used again, everything kept is queued anew.</summary>
    /// <returns>False, and nothing is changed, while another replica lives.</returns>
    Task<bool> WithoutElasticAsync(CancellationToken ct);
}
