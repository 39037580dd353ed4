namespace Monitor.Storage.Postgres.Ledger;

internal static class PgSettings
{
    public static Task<string?> GetAsync(Session s, string key) => s.ValueAsync<string>("SELECT value FROM settings WHERE key = @key", new { key });

    public static Task<int> SetAsync(Session s, string key, string value) =>
        s.RunAsync("INSERT INTO settings (key, value) VALUES (@key, @value) ON CONFLICT (key) DO UPDATE SET value = @value", new { key, value });
}
