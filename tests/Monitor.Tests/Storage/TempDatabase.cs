using Microsoft.Data.Sqlite;
using Monitor.Storage.Sqlite;
using Monitor.Storage.Sqlite.Archive;
using Monitor.Storage.Sqlite.Ledger;

namespace Monitor.Tests.Storage;

/// <summary>A real database file of its own, gone with the test.</summary>
internal sealed class TempDatabase : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("store");

    public TempDatabase() => Database = new Database(File);

    public string Folder => _directory.FullName;

    public string File => Path.Combine(Folder, "monitor.db");

    public Database Database { get; private set; }

    public SqliteArchive Archive => new(Database);

    public SqliteLedger Ledger => new(Database);

    /// <summary>Closes and opens the file again, as a new start of the service does.</summary>
    public async Task ReopenAsync(string? between = null)
    {
        await Database.DisposeAsync();
        if (between is not null) Sql(between);
        Database = new Database(File);
    }

    /// <summary>Runs SQL beside the store, as damage or as a look into its tables.</summary>
    public object? Sql(string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = File, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        _directory.Delete(recursive: true);
    }
}
