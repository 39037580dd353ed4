using Dapper;
using Microsoft.Data.Sqlite;
using Monitor.Core.Judgements;

namespace Monitor.Storage.Sqlite.Archive;

/// <summary>Official facts and denials. The first writing of an id stays: the same notice read again says nothing new.</summary>
internal static class FactRows
{
    public static void Write(SqliteConnection c, SqliteTransaction t, IReadOnlyList<OfficialFact> facts, IReadOnlyList<OfficialRebuttal> rebuttals)
    {
        if (facts.Count > 0)
        {
            using var insert = new Statement(c, t, "INSERT INTO facts VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING");
            foreach (var f in facts) insert.Run(f.Id, f.Subject, f.Year, f.Published.Ms(), Json.Write(f));
        }

        if (rebuttals.Count > 0)
        {
            using var insert = new Statement(c, t, "INSERT INTO rebuttals VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING");
            foreach (var r in rebuttals) insert.Run(r.Id, r.Published.Ms(), Json.Write(r));
        }
    }

    public static List<OfficialFact> Facts(SqliteConnection c, DateTimeOffset since) => Read<OfficialFact>(c, "facts", since);

    public static List<OfficialRebuttal> Rebuttals(SqliteConnection c, DateTimeOffset since) => Read<OfficialRebuttal>(c, "rebuttals", since);

    public static int Prune(SqliteConnection c, SqliteTransaction t, DateTimeOffset before)
    {
        using var facts = new Statement(c, t, "DELETE FROM facts WHERE published < $1");
        using var rebuttals = new Statement(c, t, "DELETE FROM rebuttals WHERE published < $1");
        return facts.Run(before.Ms()) + rebuttals.Run(before.Ms());
    }

    private static List<T> Read<T>(SqliteConnection c, string table, DateTimeOffset since) =>
        [.. c.Query<string>($"SELECT body FROM {table} WHERE published >= @since ORDER BY published, id", new { since = since.Ms() }).Select(Json.Read<T>)];
}
