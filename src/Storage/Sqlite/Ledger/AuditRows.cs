using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Core.Security;

namespace Monitor.Storage.Sqlite.Ledger;

/// <summary>The trail, each row chained to the one before it. Rows are added under the one writer's transaction, so the chain cannot fork.</summary>
internal static class AuditRows
{
    private const string Columns = "seq AS Number, at AS At, who AS Who, action AS Action, subject AS Subject, detail AS Detail, hash AS Hash";

    /// <summary>Gives SQL the chain's hash, which the migration that began the chain needs.</summary>
    public static void Teach(SqliteConnection connection) => connection.CreateFunction(
        "audit_hash",
        (string previous, long seq, long at, string who, string action, string subject, string? detail) => AuditChain.Hash(previous, seq, new AuditEntry(Instants.At(at), who, action, subject, detail)),
        isDeterministic: true);

    public static void Add(SqliteConnection connection, SqliteTransaction transaction, AuditEntry entry)
    {
        var (number, hash) = connection.QueryFirstOrDefault<(long Seq, string? Hash)>("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1", null, transaction);
        number++;
        using var statement = new Statement(connection, transaction, "INSERT INTO audit (seq, at, who, action, subject, detail, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)");
        statement.Run(number, entry.At.Ms(), entry.Who, entry.Action, entry.Subject, entry.Detail, AuditChain.Hash(hash ?? AuditChain.Start, number, entry));
    }

    public static List<AuditEntry> Newest(SqliteConnection connection, string? subject, int limit) =>
        [.. Read(connection, "WHERE @subject IS NULL OR subject = @subject ORDER BY seq DESC LIMIT @limit", new { subject, limit }).Select(c => c.Entry)];

    public static List<ChainedEntry> Chain(SqliteConnection connection, long after, int limit) =>
        Read(connection, "WHERE seq > @after ORDER BY seq LIMIT @limit", new { after, limit });

    private static List<ChainedEntry> Read(SqliteConnection connection, string where, object values) =>
        [.. connection.Query<(long Number, long At, string Who, string Action, string Subject, string? Detail, string Hash)>($"SELECT {Columns} FROM audit {where}", values)
            .Select(r => new ChainedEntry(r.Number, new AuditEntry(Instants.At(r.At), r.Who, r.Action, r.Subject, r.Detail), r.Hash))];
}
