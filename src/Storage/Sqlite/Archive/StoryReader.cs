using Microsoft.Data.Sqlite;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;

namespace Monitor.Storage.Sqlite.Archive;

internal static class StoryReader
{
    private const string Select = """
        SELECT s.id, s.text, s.first_seen, s.last_seen, s.posts, s.authors, s.sources, s.platforms, s.max_risk,
               CASE WHEN s.risk_count = 0 THEN 0.0 ELSE s.risk_sum / s.risk_count END,
               (SELECT value FROM story_members m WHERE m.story_id = s.id AND m.kind = 't' ORDER BY n DESC, value LIMIT 1)
        FROM stories s
        """;

    public static Story? One(SqliteConnection connection, string id)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Select + " WHERE s.id = coalesce((SELECT into_id FROM story_merges WHERE from_id = $id), $id)";
        command.Parameters.AddWithValue("$id", id);
        return ReadAll(command).FirstOrDefault();
    }

    public static List<Story> Since(SqliteConnection connection, DateTimeOffset since, int limit)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Select + " WHERE s.last_seen >= $since ORDER BY s.last_seen DESC, s.id LIMIT $limit";
        command.Parameters.AddWithValue("$since", since.Ms());
        command.Parameters.AddWithValue("$limit", limit);
        return ReadAll(command);
    }

    /// <summary>What each of these stories says and its topic, in one question; a story merged into another says what that one says.</summary>
    public static Dictionary<string, (string Text, string Topic)> Texts(SqliteConnection connection, IEnumerable<string> ids)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT i.value, s.text, (SELECT value FROM story_members m WHERE m.story_id = s.id AND m.kind = 't' ORDER BY n DESC, value LIMIT 1)
            FROM json_each($ids) i JOIN stories s ON s.id = coalesce((SELECT into_id FROM story_merges WHERE from_id = i.value), i.value)
            """;
        command.Parameters.AddWithValue("$ids", Json.Write(ids));
        var texts = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        using var r = command.ExecuteReader();
        while (r.Read()) texts[r.GetString(0)] = (r.GetString(1), r.IsDBNull(2) ? Topics.OffTopic : r.GetString(2));
        return texts;
    }

    private static List<Story> ReadAll(SqliteCommand command)
    {
        var stories = new List<Story>();
        using var r = command.ExecuteReader();
        while (r.Read())
        {
            stories.Add(new Story
            {
                Id = r.GetString(0),
                Text = r.GetString(1),
                FirstSeen = Instants.At(r.GetInt64(2)),
                LastSeen = Instants.At(r.GetInt64(3)),
                Posts = r.GetInt32(4),
                Authors = r.GetInt32(5),
                Sources = r.GetInt32(6),
                Platforms = r.GetInt32(7),
                MaxRisk = r.GetDouble(8),
                MeanRisk = r.GetDouble(9),
                Topic = r.IsDBNull(10) ? Topics.OffTopic : r.GetString(10),
            });
        }

        return stories;
    }
}
