using Dapper;
using Npgsql;

namespace Monitor.Storage.Postgres;

/// <summary>One connection for the length of one piece of work; its statements run in the transaction, if there is one.</summary>
internal sealed class Session(NpgsqlConnection connection, NpgsqlTransaction? transaction, int timeout, CancellationToken ct)
{
    public NpgsqlConnection Connection => connection;

    public CancellationToken Token => ct;

    public Task<int> RunAsync(string sql, object? values = null) => connection.ExecuteAsync(Command(sql, values));

    public async Task<List<T>> ReadAsync<T>(string sql, object? values = null) => (await connection.QueryAsync<T>(Command(sql, values))).AsList();

    public Task<T?> FirstAsync<T>(string sql, object? values = null) => connection.QueryFirstOrDefaultAsync<T>(Command(sql, values));

    public Task<T?> ValueAsync<T>(string sql, object? values = null) => connection.ExecuteScalarAsync<T>(Command(sql, values));

    /// <summary>Until the transaction ends nobody else holds the lock of that name in this schema.</summary>
    public Task LockAsync(string name) => RunAsync("SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || '/' || @name, 0))", new { name });

    private CommandDefinition Command(string sql, object? values) => new(sql, values, transaction, timeout, cancellationToken: ct);
}
