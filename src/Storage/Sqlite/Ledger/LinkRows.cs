using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Core.Alerts;

namespace Monitor.Storage.Sqlite.Ledger;

/// <summary>Used links. The primary key, under the one writer, makes the first use the only one.</summary>
internal static class LinkRows
{
    /// <returns>False when the link was used before.</returns>
    public static bool Use(SqliteConnection connection, SqliteTransaction transaction, LinkUse use)
    {
        using var statement = new Statement(connection, transaction, "INSERT INTO used_links (id, alert_id, at, expires) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING");
        return statement.Run(use.Id, use.AlertId, use.At.Ms(), use.Expires.Ms()) == 1;
    }

    public static LinkUse? One(SqliteConnection connection, string id) =>
        connection.Query<(string Id, string AlertId, long At, long Expires)>("SELECT id, alert_id, at, expires FROM used_links WHERE id = @id", new { id })
            .Select(r => new LinkUse(r.Id, r.AlertId, Instants.At(r.At), Instants.At(r.Expires))).FirstOrDefault();

    public static int Prune(SqliteConnection connection, SqliteTransaction transaction, DateTimeOffset now)
    {
        using var statement = new Statement(connection, transaction, "DELETE FROM used_links WHERE expires <= $1");
        return statement.Run(now.Ms());
    }
}
