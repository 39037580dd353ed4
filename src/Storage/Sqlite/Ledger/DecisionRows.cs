using Microsoft.Data.Sqlite;
using Monitor.Core.Alerts;

namespace Monitor.Storage.Sqlite.Ledger;

internal static class DecisionRows
{
    public static void Add(SqliteConnection connection, SqliteTransaction transaction, IReadOnlyList<Decision> decisions)
    {
        using var statement = new Statement(connection, transaction, "INSERT INTO decisions (fingerprint, alert_id, at, body) VALUES ($1, $2, $3, $4)");
        foreach (var d in decisions) statement.Run(d.Fingerprint, d.AlertId, d.At.Ms(), Json.Write(d));
    }
}
