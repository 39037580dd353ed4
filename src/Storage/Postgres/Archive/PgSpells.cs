using Monitor.Core.Sources;

namespace Monitor.Storage.Postgres.Archive;

/// <summary>Stretches of reads that went wrong in one way, and the answers to pushes.</summary>
internal static class PgSpells
{
    public static async Task RecordAsync(Session s, SourceRun run)
    {
        var (id, at, state) = (run.SourceId, run.At.Ms(), (int)run.State);
        if (await s.RunAsync("UPDATE source_spells SET runs = runs + 1 WHERE source_id = @id AND until IS NULL AND state = @state", new { id, state }) > 0) return;
        await s.RunAsync("UPDATE source_spells SET until = @at WHERE source_id = @id AND until IS NULL", new { id, at });
        if (run.State == SourceState.Ok) return;
        await s.RunAsync("""
            INSERT INTO source_spells (source_id, since, state, until, runs, error, sample) VALUES (@id, @at, @state, NULL, 1, @error, @sample)
            ON CONFLICT (source_id, since) DO UPDATE SET state = @state, until = NULL, runs = 1, error = @error, sample = @sample
            """, new { id, at, state, error = Clean(run.Error), sample = Clean(run.Sample) });
        await s.RunAsync("DELETE FROM source_spells WHERE source_id = @id AND since NOT IN (SELECT since FROM source_spells WHERE source_id = @id ORDER BY since DESC LIMIT @most)", new { id, most = SourceSpell.Most });
    }

    public static async Task<IReadOnlyList<SourceSpell>> OfAsync(Session s, string sourceId, int limit) =>
        [.. (await s.ReadAsync<(long Since, int State, long? Until, int Runs, string? Error, string? Sample)>(
            "SELECT since, state, until, runs, error, sample FROM source_spells WHERE source_id = @sourceId ORDER BY since DESC LIMIT @limit", new { sourceId, limit }))
            .Select(r => new SourceSpell(sourceId, (SourceState)r.State, Instants.At(r.Since), r.Until is { } until ? Instants.At(until) : null, r.Runs, r.Error, r.Sample))];

    public static async Task KeepAsync(Session s, PushReceipt receipt, DateTimeOffset now)
    {
        await s.RunAsync("DELETE FROM push_receipts WHERE expires <= @now", new { now = now.Ms() });
        await s.RunAsync("""
            INSERT INTO push_receipts (source_id, key, body, status, answer, expires) VALUES (@SourceId, @Key, @Body, @Status, @Answer, @expires) ON CONFLICT DO NOTHING
            """, new { receipt.SourceId, receipt.Key, receipt.Body, receipt.Status, receipt.Answer, expires = receipt.Expires.Ms() });
    }

    public static async Task<PushReceipt?> ReceiptAsync(Session s, string sourceId, string key, DateTimeOffset now) =>
        (await s.ReadAsync<(string Body, int Status, string Answer, long Expires)>(
            "SELECT body, status, answer, expires FROM push_receipts WHERE source_id = @sourceId AND key = @key AND expires > @now", new { sourceId, key, now = now.Ms() }))
            .Select(r => new PushReceipt(sourceId, key, r.Body, r.Status, r.Answer, Instants.At(r.Expires))).FirstOrDefault();

    private static string? Clean(string? text) => text is null ? null : PgText.Clean(text);
}
