using System.Reflection;
using Dapper;
using Npgsql;

namespace Monitor.Storage.Postgres;

/// <summary>
/// Brings a schema to this build's tables, one numbered script at a time, each in its transaction; refuses one from a newer build. An advisory lock
/// lets replicas start at once.
/// </summary>
internal static class PostgresMigrator
{
    private const string Folder = ".Postgres.Migrations.";

    public static async Task ApplyAsync(NpgsqlConnection connection, string schema, string place, CancellationToken ct)
    {
        var scripts = Scripts();
        while (await NextAsync(connection, schema, place, scripts, ct))
        {
        }
    }

    /// <summary>How far the schema is; 0 when there is none.</summary>
    public static async Task<int> VersionAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, CancellationToken ct) =>
        await connection.ExecuteScalarAsync<bool>(new CommandDefinition("SELECT to_regclass('schema_version') IS NOT NULL", transaction: transaction, cancellationToken: ct))
            ? await connection.ExecuteScalarAsync<int>(new CommandDefinition("SELECT coalesce(max(version), 0) FROM schema_version", transaction: transaction, cancellationToken: ct)) : 0;

    /// <summary>What this build knows.</summary>
    public static int Newest => Scripts().Count;

    private static async Task<bool> NextAsync(NpgsqlConnection connection, string schema, string place, List<string> scripts, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        Task<int> Run(string sql, object? values = null) => connection.ExecuteAsync(new CommandDefinition(sql, values, transaction, commandTimeout: 0, cancellationToken: ct));
        await Run("SELECT pg_advisory_xact_lock(hashtextextended('monitor schema ' || @schema, 0))", new { schema });
        // Asked first, for whoever may use a schema may not be allowed to create one.
        if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition("SELECT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = @schema)", new { schema }, transaction, cancellationToken: ct)))
            await Run($"CREATE SCHEMA \"{schema}\"");
        await Run("CREATE TABLE IF NOT EXISTS schema_version (version integer PRIMARY KEY, at timestamptz NOT NULL DEFAULT clock_timestamp())");
        var current = await VersionAsync(connection, transaction, ct);
        if (current > scripts.Count)
            throw new StoreException($"PostgreSQL at {place} has tables of version {current}, this build knows up to {scripts.Count}: run the newer build, or restore a backup.");
        if (current < scripts.Count)
        {
            await Run(scripts[current]);
            await Run("INSERT INTO schema_version (version) VALUES (@version)", new { version = current + 1 });
        }

        await transaction.CommitAsync(ct);
        return current + 1 < scripts.Count;
    }

    private static List<string> Scripts()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames().Where(n => n.Contains(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Read)];

        string Read(string name)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd();
        }
    }
}
