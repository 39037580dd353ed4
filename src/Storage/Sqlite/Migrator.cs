using System.Globalization;
using System.Reflection;
using Microsoft.Data.Sqlite;
using Monitor.Storage.Sqlite.Ledger;

namespace Monitor.Storage.Sqlite;

/// <summary>Brings a database to this build's schema, one numbered script at a time; refuses one from a newer build.</summary>
internal static class Migrator
{
    public static void Apply(SqliteConnection connection)
    {
        AuditRows.Teach(connection);
        var scripts = Scripts();
        var current = Convert.ToInt32(Scalar(connection, "PRAGMA user_version"), CultureInfo.InvariantCulture);
        if (current > scripts.Count)
            throw new StoreException(
                $"The database {connection.DataSource} has schema {current}, this build knows up to {scripts.Count}: run the newer build, or restore a backup.");
        for (var version = current + 1; version <= scripts.Count; version++)
        {
            using var transaction = connection.BeginTransaction();
            Execute(connection, transaction, scripts[version - 1]);
            Execute(connection, transaction, "PRAGMA user_version = " + version.ToString(CultureInfo.InvariantCulture));
            transaction.Commit();
        }
    }

    private static List<string> Scripts()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames().Where(n => n.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Read)];

        string Read(string name)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd();
        }
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static void Execute(SqliteConnection connection, SqliteTransaction transaction, string sql)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
