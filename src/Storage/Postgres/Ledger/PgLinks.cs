using Monitor.Core.Alerts;

namespace Monitor.Storage.Postgres.Ledger;

/// <summary>Used links. The primary key makes the first use the only one: a second waits for the first's transaction, and goes on only if that was rolled back.</summary>
internal static class PgLinks
{
    /// <returns>False when the link was used before.</returns>
    public static async Task<bool> UseAsync(Session s, LinkUse use) => await s.RunAsync(
        "INSERT INTO used_links (id, alert_id, at, expires) VALUES (@Id, @AlertId, @at, @expires) ON CONFLICT (id) DO NOTHING",
        new { use.Id, use.AlertId, at = use.At.Ms(), expires = use.Expires.Ms() }) == 1;

    public static async Task<LinkUse?> OneAsync(Session s, string id) =>
        (await s.ReadAsync<(string Id, string AlertId, long At, long Expires)>("SELECT id, alert_id, at, expires FROM used_links WHERE id = @id", new { id }))
            .Select(r => new LinkUse(r.Id, r.AlertId, Instants.At(r.At), Instants.At(r.Expires))).FirstOrDefault();

    public static Task<int> PruneAsync(Session s, DateTimeOffset now) => s.RunAsync("DELETE FROM used_links WHERE expires <= @now", new { now = now.Ms() });
}
