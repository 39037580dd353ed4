using Microsoft.Data.Sqlite;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;
using Monitor.Core.Sources;

namespace Monitor.Storage.Sqlite.Archive;

/// <summary>A post between its record and its row.</summary>
internal static class PostRow
{
    /// <summary>Those a new post comes with.</summary>
    public const string First =
        "id, source_id, platform, role, url, title, text, author_key, published, first_seen, rank, heat, replies, story_id, backfill, assessment";

    public const string Columns = First + ", edited, gone";

    /// <summary>How many columns those are.</summary>
    public const int Count = 18;

    public static List<Post> ReadAll(SqliteCommand command)
    {
        var posts = new List<Post>();
        using var reader = command.ExecuteReader();
        while (reader.Read()) posts.Add(Read(reader));
        return posts;
    }

    public static Post Read(SqliteDataReader r) => new()
    {
        Id = r.GetString(0),
        SourceId = r.GetString(1),
        Platform = r.GetString(2),
        Role = (SourceRole)r.GetInt32(3),
        Url = Text(r, 4),
        Title = Text(r, 5),
        Text = r.GetString(6),
        AuthorKey = Text(r, 7),
        Published = Instants.At(r.GetInt64(8)),
        FirstSeen = Instants.At(r.GetInt64(9)),
        Rank = r.IsDBNull(10) ? null : r.GetInt32(10),
        Heat = r.IsDBNull(11) ? null : r.GetInt64(11),
        Replies = r.IsDBNull(12) ? null : r.GetInt32(12),
        StoryId = Text(r, 13),
        Backfill = r.GetInt32(14) != 0,
        Assessment = Text(r, 15) is { } body ? Json.Read<Assessment>(body) : null,
        Edited = r.IsDBNull(16) ? null : Instants.At(r.GetInt64(16)),
        GoneSince = r.IsDBNull(17) ? null : Instants.At(r.GetInt64(17)),
    };

    private static string? Text(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
