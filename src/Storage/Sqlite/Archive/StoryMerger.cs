using Microsoft.Data.Sqlite;
using Monitor.Core.Posts;

namespace Monitor.Storage.Sqlite.Archive;

/// <summary>
/// Makes one story of two: posts, members and figures of the younger go to the older, whose id stays. Posts and authors already counted by
/// both are counted once. Applied twice it changes nothing.
/// </summary>
internal static class StoryMerger
{
    private static readonly string[] Steps =
    [
        "UPDATE posts SET story_id = $2 WHERE story_id = $1",
        """
        INSERT INTO story_members SELECT $2, kind, value, n FROM story_members WHERE story_id = $1
        ON CONFLICT (story_id, kind, value) DO UPDATE SET n = n + excluded.n
        """,
        """
        INSERT INTO stories SELECT $2, text, first_seen, last_seen, posts, authors, sources, platforms, max_risk, risk_sum, risk_count FROM stories WHERE id = $1
        ON CONFLICT (id) DO UPDATE SET first_seen = min(first_seen, excluded.first_seen), last_seen = max(last_seen, excluded.last_seen),
            posts = posts + excluded.posts, max_risk = max(max_risk, excluded.max_risk),
            risk_sum = risk_sum + excluded.risk_sum, risk_count = risk_count + excluded.risk_count
        """,
        """
        UPDATE stories SET
            authors = (SELECT count(*) FROM story_members WHERE story_id = $2 AND kind = 'a'),
            sources = (SELECT count(*) FROM story_members WHERE story_id = $2 AND kind = 's'),
            platforms = (SELECT count(*) FROM story_members WHERE story_id = $2 AND kind = 'p')
        WHERE id = $2 AND $1 <> $2
        """,
        "DELETE FROM story_members WHERE story_id = $1",
        "DELETE FROM stories WHERE id = $1",
        "UPDATE story_merges SET into_id = $2 WHERE into_id = $1",
    ];

    public static void Apply(SqliteConnection connection, SqliteTransaction transaction, IReadOnlyList<StoryMerge> merges)
    {
        foreach (var merge in merges)
        {
            var into = Now(connection, transaction, merge.Into);
            if (into == merge.From || Now(connection, transaction, merge.From) != merge.From) continue;
            foreach (var step in Steps)
            {
                using var statement = new Statement(connection, transaction, step);
                statement.Run(merge.From, into);
            }

            using var remember = new Statement(connection, transaction, "INSERT INTO story_merges VALUES ($1, $2, $3)");
            remember.Run(merge.From, into, merge.At.Ms());
        }
    }

    public static List<StoryMerge> Since(SqliteConnection connection, DateTimeOffset since)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT from_id, into_id, at FROM story_merges WHERE at >= $since ORDER BY at, from_id";
        command.Parameters.AddWithValue("$since", since.Ms());
        var merges = new List<StoryMerge>();
        using var r = command.ExecuteReader();
        while (r.Read()) merges.Add(new StoryMerge(r.GetString(0), r.GetString(1), Instants.At(r.GetInt64(2))));
        return merges;
    }

    private static string Now(SqliteConnection connection, SqliteTransaction transaction, string id)
    {
        using var statement = new Statement(connection, transaction, "SELECT into_id FROM story_merges WHERE from_id = $1");
        return statement.Value(id) as string ?? id;
    }
}
