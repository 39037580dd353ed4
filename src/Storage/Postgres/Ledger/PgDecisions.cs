using Monitor.Core.Alerts;

namespace Monitor.Storage.Postgres.Ledger;

internal static class PgDecisions
{
    public static async Task AddAsync(Session s, IReadOnlyList<Decision> decisions)
    {
        foreach (var d in decisions)
            await s.RunAsync("INSERT INTO decisions (fingerprint, alert_id, at, body) VALUES (@Fingerprint, @AlertId, @at, @body)", new { d.Fingerprint, d.AlertId, at = d.At.Ms(), body = Json.Write(d) });
    }

    public static Task<IReadOnlyList<Decision>> OfAlertAsync(Session s, string? alertId, int limit) =>
        ReadAsync(s, "WHERE @alertId::text IS NULL OR alert_id = @alertId", new { alertId, limit });

    public static Task<IReadOnlyList<Decision>> OfAsync(Session s, string fingerprint, int limit) => ReadAsync(s, "WHERE fingerprint = @fingerprint", new { fingerprint, limit });

    private static async Task<IReadOnlyList<Decision>> ReadAsync(Session s, string where, object values) =>
        [.. (await s.ReadAsync<string>($"SELECT body FROM decisions {where} ORDER BY seq DESC LIMIT @limit", values)).Select(Json.Read<Decision>)];
}
