using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Core.Contracts;
using Monitor.Storage.Postgres;
using Monitor.Tests.Support;
using Xunit;

namespace Monitor.Tests.Contracts;

internal sealed class PostgresRig : IStoreRig
{
    private readonly List<PostgresStore> _opened = [];
    private PostgresConfig? _config;

    public async Task<(IArchive Archive, ILedger Ledger)> OpenAsync()
    {
        var store = await StoreAsync();
        return (store.Archive, store.Ledger);
    }

    public async Task<PostgresStore> StoreAsync()
    {
        Assert.SkipUnless(PostgresServer.Missing is null, PostgresServer.Missing ?? "");
        _config ??= await (await PostgresServer.SharedAsync()).DatabaseAsync();
        var store = await PostgresStore.OpenAsync(_config, NullLoggerFactory.Instance, default);
        _opened.Add(store);
        return store;
    }

    public async Task KillAsync() => await (await PostgresServer.SharedAsync()).BreakConnectionsAsync(_config!);

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _opened) await store.DisposeAsync();
    }
}
