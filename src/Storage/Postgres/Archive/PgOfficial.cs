using Monitor.Core.Judgements;

namespace Monitor.Storage.Postgres.Archive;

/// <summary>Official facts and denials. The first writing of an id stays: the same notice read again says nothing new.</summary>
internal static class PgOfficial
{
    public static async Task WriteAsync(Session s, IReadOnlyList<OfficialFact> facts, IReadOnlyList<OfficialRebuttal> rebuttals)
    {
        foreach (var f in facts)
            await s.RunAsync("INSERT INTO facts (id, subject, year, published, body) VALUES (@Id, @subject, @Year, @at, @body) ON CONFLICT (id) DO NOTHING",
                new { f.Id, subject = PgText.Clean(f.Subject), f.Year, at = f.Published.Ms(), body = Json.Write(f) });
        foreach (var r in rebuttals)
            await s.RunAsync("INSERT INTO rebuttals (id, published, body) VALUES (@Id, @at, @body) ON CONFLICT (id) DO NOTHING", new { r.Id, at = r.Published.Ms(), body = Json.Write(r) });
    }

    public static Task<IReadOnlyList<OfficialFact>> FactsAsync(Session s, DateTimeOffset since) => ReadAsync<OfficialFact>(s, "facts", since);

    public static Task<IReadOnlyList<OfficialRebuttal>> RebuttalsAsync(Session s, DateTimeOffset since) => ReadAsync<OfficialRebuttal>(s, "rebuttals", since);

    public static async Task<int> PruneAsync(Session s, DateTimeOffset before) =>
        await s.RunAsync("DELETE FROM facts WHERE published < @at", new { at = before.Ms() }) + await s.RunAsync("DELETE FROM rebuttals WHERE published < @at", new { at = before.Ms() });

    private static async Task<IReadOnlyList<T>> ReadAsync<T>(Session s, string table, DateTimeOffset since) =>
        [.. (await s.ReadAsync<string>($"SELECT body FROM {table} WHERE published >= @since ORDER BY published, id", new { since = since.Ms() })).Select(Json.Read<T>)];
}
