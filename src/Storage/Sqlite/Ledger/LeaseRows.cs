using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Core.Contracts;

namespace Monitor.Storage.Sqlite.Ledger;

internal static class LeaseRows
{
    /// <summary>No lease is as long as this; one that seems to be was taken before the clock was put back.</summary>
    private static readonly TimeSpan NeverAsLong = TimeSpan.FromHours(1);

    public static bool Hold(SqliteConnection connection, SqliteTransaction transaction, string lease, string holder, TimeSpan length, DateTimeOffset now)
    {
        using var statement = new Statement(connection, transaction, """
            INSERT INTO leases VALUES ($1, $2, $3, $4)
            ON CONFLICT (name) DO UPDATE SET since = iif(holder = $2 AND until > $3, since, $3), holder = $2, until = $4
            WHERE holder = $2 OR until <= $3 OR until > $5
            """);
        return statement.Run(lease, holder, now.Ms(), (now + length).Ms(), (now + NeverAsLong).Ms()) == 1;
    }

    public static void Release(SqliteConnection connection, SqliteTransaction transaction, string lease, string holder)
    {
        using var statement = new Statement(connection, transaction, "DELETE FROM leases WHERE name = $1 AND holder = $2");
        statement.Run(lease, holder);
    }

    public static List<LeaseState> Read(SqliteConnection connection, DateTimeOffset now) =>
        [.. connection.Query<(string Name, string Holder, long Since, long Until)>("SELECT name, holder, since, until FROM leases WHERE until > @now ORDER BY name", new { now = now.Ms() })
            .Select(r => new LeaseState(r.Name, r.Holder, Instants.At(r.Since), Instants.At(r.Until)))];
}
