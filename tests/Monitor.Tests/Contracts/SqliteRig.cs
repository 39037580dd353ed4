using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Core.Contracts;
using Monitor.Storage.Sqlite;

namespace Monitor.Tests.Contracts;

internal sealed class SqliteRig : IStoreRig
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("contract");
    private readonly List<SqliteStore> _opened = [];
    private int _life;

    private string Folder => Path.Combine(_root.FullName, $"life{_life}");

    public async Task<(IArchive Archive, ILedger Ledger)> OpenAsync()
    {
        var store = await SqliteStore.OpenAsync(Folder, TimeProvider.System, NullLoggerFactory.Instance, default);
        _opened.Add(store);
        return (store.Archive, store.Ledger);
    }

    /// <summary>The next life begins with the bytes the files have at this moment; the shared-memory index dies with the process.</summary>
    public Task KillAsync()
    {
        var dead = Folder;
        _life++;
        Directory.CreateDirectory(Folder);
        foreach (var name in new[] { "monitor.db", "monitor.db-wal" })
        {
            if (File.Exists(Path.Combine(dead, name))) File.Copy(Path.Combine(dead, name), Path.Combine(Folder, name));
        }

        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _opened) await store.DisposeAsync();
        _root.Delete(recursive: true);
    }
}
