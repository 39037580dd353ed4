using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Monitor.Core.Contracts;
using Monitor.Core.Posts;
using Monitor.Storage.Words;

namespace Monitor.Storage.Sqlite.Archive;

/// <summary>
/// Turns a query into SQL. Rare words come from the bigram index and are sorted by time; for a word that stands everywhere it is cheaper to
/// read the newest posts and look into them. Both ways give the same posts in the same order.
/// </summary>
internal static class PostSearch
{
    private const string NewestFirst = "ORDER BY published DESC, seq DESC";

    /// <param name="common">With as many matches, the newest posts are tried first.</param>
    /// <param name="walk">How many of the newest posts are tried before the index is asked.</param>
    public static List<Post> Run(SqliteConnection connection, PostQuery query, int common = 5_000, int walk = 10_000)
    {
        var words = SearchWords.Of(query.Words);
        if (words.Expression is not { } match) return Page(connection, query, words.All, floor: null);
        if (IsCommon(connection, match, common))
        {
            var floor = Floor(connection, query, walk);
            var newest = Page(connection, query, words.All, floor);
            // A full page lies wholly above the floor; without a floor every post of the time asked for was tried.
            if (floor is null || newest.Count == Limit(query)) return newest;
        }

        return Indexed(connection, query, match, words.Unproven);
    }

    /// <summary>How many posts match, whatever part of them the query asks for.</summary>
    public static int Count(SqliteConnection connection, PostQuery query)
    {
        var words = SearchWords.Of(query.Words);
        using var command = connection.CreateCommand();
        var where = Where(command, query, words.Expression is null ? words.All : words.Unproven, floor: null);
        command.CommandText = words.Expression is null
            ? $"SELECT count(*) FROM posts WHERE {where}"
            : $"SELECT count(*) FROM posts_fts CROSS JOIN posts ON seq = posts_fts.rowid WHERE posts_fts MATCH $match AND {where}";
        if (words.Expression is { } match) command.Parameters.AddWithValue("$match", match);
        return (int)(long)command.ExecuteScalar()!;
    }

    private static List<Post> Page(SqliteConnection connection, PostQuery query, IReadOnlyList<string> words, long? floor)
    {
        using var command = connection.CreateCommand();
        var where = Where(command, query, words, floor);
        command.CommandText = $"SELECT {PostRow.Columns} FROM posts WHERE {where} {NewestFirst} {Part(query)}";
        return PostRow.ReadAll(command);
    }

    private static List<Post> Indexed(SqliteConnection connection, PostQuery query, string match, IReadOnlyList<string> words)
    {
        using var command = connection.CreateCommand();
        var where = Where(command, query, words, floor: null);
        command.Parameters.AddWithValue("$match", match);
        command.CommandText = $"""
            SELECT {PostRow.Columns} FROM posts WHERE seq IN (
                SELECT seq FROM posts_fts CROSS JOIN posts ON seq = posts_fts.rowid WHERE posts_fts MATCH $match AND {where} {NewestFirst} {Part(query)})
            {NewestFirst}
            """;
        return PostRow.ReadAll(command);
    }

    private static bool IsCommon(SqliteConnection connection, string match, int common)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM (SELECT rowid FROM posts_fts WHERE posts_fts MATCH $match LIMIT $common)";
        command.Parameters.AddWithValue("$match", match);
        command.Parameters.AddWithValue("$common", common);
        return (long)command.ExecuteScalar()! >= common;
    }

    /// <summary>Publish time above which so many posts of the time asked for lie; null when there are fewer.</summary>
    private static long? Floor(SqliteConnection connection, PostQuery query, int walk)
    {
        using var command = connection.CreateCommand();
        var where = Where(command, new PostQuery { From = query.From, Until = query.Until }, [], floor: null);
        command.CommandText = $"SELECT published FROM posts WHERE {where} ORDER BY published DESC LIMIT 1 OFFSET $walk";
        command.Parameters.AddWithValue("$walk", walk);
        return (long?)command.ExecuteScalar();
    }

    private static string Where(SqliteCommand command, PostQuery query, IReadOnlyList<string> words, long? floor)
    {
        var where = new StringBuilder("1 = 1");
        And("topic = $topic", "$topic", query.Topic);
        And("sentiment = $sentiment", "$sentiment", (int?)query.Sentiment);
        And("band = $band", "$band", (int?)query.Band);
        And("source_id = $source", "$source", query.SourceId);
        And("story_id = $story", "$story", query.StoryId);
        And("published >= $from", "$from", query.From?.Ms());
        And("published < $until", "$until", query.Until?.Ms());
        And("published >= $floor", "$floor", floor);
        if (words.Count == 0) return where.ToString();

        command.Connection!.CreateFunction("holds", (string? title, string text) => SearchWords.Holds(title + "\n" + text, words), isDeterministic: true);
        return where.Append(" AND holds(title, text)").ToString();

        void And(string condition, string name, object? value)
        {
            if (value is null) return;
            where.Append(" AND ").Append(condition);
            command.Parameters.AddWithValue(name, value);
        }
    }

    private static int Limit(PostQuery query) => Math.Clamp(query.Limit, 0, StoreRules.MostRows);

    private static string Part(PostQuery query) =>
        string.Create(CultureInfo.InvariantCulture, $"LIMIT {Limit(query)} OFFSET {Math.Max(0, query.Offset)}");
}
