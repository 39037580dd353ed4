using System.Globalization;
using System.Reflection;
using Microsoft.Data.Sqlite;
using Monitor.Storage.Sqlite.Archive;
using Monitor.Storage.Sqlite.Ledger;

namespace Monitor.Storage.Sqlite;

/// <summary>Brings a database to this build's schema, one numbered script at a time; refuses one from a newer build.</summary>
internal static class Migrator
{
    public static void Apply(SqliteConnection connection)
    {
        AuditRows.Teach(connection);
        ProbeRows.Teach(connection);
        var scripts = Scripts();
        while (Next(connection, scripts))
        {
        }
    }

    /// <summary>One script, or none left. The version is read under the write lock: two processes may open a new directory in the same moment.</summary>
    private static bool Next(SqliteConnection connection, List<string> scripts)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        var current = Version(connection, transaction);
        if (current > scripts.Count)
            throw new StoreException(
                $"The database {connection.DataSource} has schema {current}, this build knows up to {scripts.Count}: run the newer build, or restore a backup.");
        if (current == scripts.Count) return false;
        Execute(connection, transaction, scripts[current]);
        Execute(connection, transaction, "PRAGMA user_version = " + (current + 1).ToString(CultureInfo.InvariantCulture));
        transaction.Commit();
        return true;
    }

    private static List<string> Scripts()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames().Where(n => n.Contains(".Sqlite.Migrations.", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Read)];

        string Read(string name)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd();
        }
    }

    private static int Version(SqliteConnection connection, SqliteTransaction transaction)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "PRAGMA user_version";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static void Execute(SqliteConnection connection, SqliteTransaction transaction, string sql)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
