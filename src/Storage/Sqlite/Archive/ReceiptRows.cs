using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Core.Sources;

namespace Monitor.Storage.Sqlite.Archive;

/// <summary>Answers to pushes, by the key the sender gave.</summary>
internal static class ReceiptRows
{
    public static void Write(SqliteConnection c, SqliteTransaction t, PushReceipt receipt, DateTimeOffset now)
    {
        c.Execute("DELETE FROM push_receipts WHERE expires <= @now", new { now = now.Ms() }, t);
        c.Execute("INSERT INTO push_receipts VALUES (@SourceId, @Key, @Body, @Status, @Answer, @expires) ON CONFLICT DO NOTHING",
            new { receipt.SourceId, receipt.Key, receipt.Body, receipt.Status, receipt.Answer, expires = receipt.Expires.Ms() }, t);
    }

    public static PushReceipt? One(SqliteConnection c, string sourceId, string key, DateTimeOffset now)
    {
        var row = c.QuerySingleOrDefault<(string Body, long Status, string Answer, long Expires)?>(
            "SELECT body, status, answer, expires FROM push_receipts WHERE source_id = @sourceId AND key = @key AND expires > @now", new { sourceId, key, now = now.Ms() });
        return row is { } r ? new PushReceipt(sourceId, key, r.Body, (int)r.Status, r.Answer, Instants.At(r.Expires)) : null;
    }
}
