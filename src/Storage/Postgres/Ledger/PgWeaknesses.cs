using Monitor.Core.Weaknesses;
using Npgsql;

namespace Monitor.Storage.Postgres.Ledger;

internal static class PgWeaknesses
{
    /// <summary>Numbered in the order given, stored in one order of fingerprints, so that two who save the same ones wait for each other instead of both failing.</summary>
    /// <exception cref="InvalidOperationException">Someone else changed one since it was read, or found it first.</exception>
    public static async Task<IReadOnlyList<Weakness>> SaveAsync(Session s, IReadOnlyList<Weakness> changed)
    {
        List<Weakness> numbered = [];
        // The counter's row is held until the commit: numbers are given one after the other, and none is lost to a refused one.
        foreach (var w in changed) numbered.Add(w.Id.Length > 0 ? w : w with { Id = WeaknessNumbers.Id(w, await NumberAsync(s, WeaknessNumbers.Counter(w))) });
        foreach (var weakness in numbered.OrderBy(w => w.Fingerprint, StringComparer.Ordinal)) await SaveAsync(s, weakness);
        return numbered;
    }

    public static async Task<Weakness?> OneAsync(Session s, string id) => (await ReadAsync(s, "WHERE id = @id", new { id })).FirstOrDefault();

    public static Task<IReadOnlyList<Weakness>> OfAsync(Session s, string target) => ReadAsync(s, "WHERE target_id = @target ORDER BY first_seen, fingerprint", new { target });

    public static Task<IReadOnlyList<Weakness>> SinceAsync(Session s, DateTimeOffset since, int limit) =>
        ReadAsync(s, "WHERE fixed_at IS NULL OR fixed_at >= @since ORDER BY first_seen DESC, fingerprint LIMIT @limit", new { since = since.Ms(), limit });

    private static async Task SaveAsync(Session s, Weakness saved)
    {
        try
        {
            var rows = await s.RunAsync("""
                INSERT INTO weaknesses (fingerprint, id, target_id, version, first_seen, fixed_at, body) VALUES (@Fingerprint, @Id, @TargetId, @version, @firstSeen, @fixedAt, @body)
                ON CONFLICT (fingerprint) DO UPDATE SET version = @version, fixed_at = @fixedAt, body = @body WHERE weaknesses.version = @version - 1 AND weaknesses.id = @Id
                """, new
            {
                saved.Fingerprint,
                saved.Id,
                saved.TargetId,
                version = (long)saved.Version,
                firstSeen = saved.FirstSeen.Ms(),
                fixedAt = saved.FixedAt?.Ms(),
                body = Json.Write(saved),
            });
            if (rows == 0) throw new InvalidOperationException($"Weakness {saved.Fingerprint} was changed by someone else: version {saved.Version} does not follow the stored one. Read it again.");
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new InvalidOperationException($"Weakness {saved.Fingerprint} cannot have the number {saved.Id}: another has it.", e);
        }
    }

    private static Task<long> NumberAsync(Session s, string counter) => s.ValueAsync<long>("""
        INSERT INTO settings (key, value) VALUES (@counter, '1') ON CONFLICT (key) DO UPDATE SET value = (settings.value::bigint + 1)::text RETURNING value::bigint
        """, new { counter });

    private static async Task<IReadOnlyList<Weakness>> ReadAsync(Session s, string where, object values) =>
        [.. (await s.ReadAsync<string>("SELECT body FROM weaknesses " + where, values)).Select(Json.Read<Weakness>)];
}
