using Monitor.Core.Security;

namespace Monitor.Storage.Postgres.Ledger;

/// <summary>The trail, each row chained to the one before it. One writer at a time over all processes, so the chain cannot fork; every transaction takes this lock last.</summary>
internal static class PgAudit
{
    private const string Columns = "seq AS Number, at AS At, who AS Who, action AS Action, subject AS Subject, detail AS Detail, hash AS Hash";

    public static async Task AddAsync(Session s, AuditEntry given)
    {
        await s.LockAsync("audit");
        // The hash must be of what is kept.
        var entry = given with { Who = PgText.Clean(given.Who), Action = PgText.Clean(given.Action), Subject = PgText.Clean(given.Subject), Detail = given.Detail is { } detail ? PgText.Clean(detail) : null };
        var (last, hash) = await s.FirstAsync<(long Seq, string? Hash)>("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1");
        var number = last + 1;
        await s.RunAsync("INSERT INTO audit (seq, at, who, action, subject, detail, hash) VALUES (@number, @at, @Who, @Action, @Subject, @Detail, @chained)",
            new { number, at = entry.At.Ms(), entry.Who, entry.Action, entry.Subject, entry.Detail, chained = AuditChain.Hash(hash ?? AuditChain.Start, number, entry) });
    }

    public static async Task<IReadOnlyList<AuditEntry>> NewestAsync(Session s, string? subject, int limit) =>
        [.. (await ReadAsync(s, "WHERE @subject::text IS NULL OR subject = @subject ORDER BY seq DESC LIMIT @limit", new { subject, limit })).Select(c => c.Entry)];

    public static Task<IReadOnlyList<ChainedEntry>> ChainAsync(Session s, long after, int limit) => ReadAsync(s, "WHERE seq > @after ORDER BY seq LIMIT @limit", new { after, limit });

    private static async Task<IReadOnlyList<ChainedEntry>> ReadAsync(Session s, string where, object values) =>
        [.. (await s.ReadAsync<(long Number, long At, string Who, string Action, string Subject, string? Detail, string Hash)>($"SELECT {Columns} FROM audit {where}", values))
            .Select(r => new ChainedEntry(r.Number, new AuditEntry(Instants.At(r.At), r.Who, r.Action, r.Subject, r.Detail), r.Hash))];
}
