using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Monitor.Core.Contracts;
using Monitor.Core.Posts;

namespace Monitor.Storage.Sqlite.Archive;

/// <summary>Turns a query into SQL. The bigram index finds candidates; longer words are then checked against the text itself.</summary>
internal static class PostSearch
{
    private const int MostRows = 500;

    public static List<Post> Run(SqliteConnection connection, PostQuery query)
    {
        using var command = connection.CreateCommand();
        var where = new StringBuilder("1 = 1");
        var words = query.Words?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (words.Length > 0)
        {
            if (Grams.Query(query.Words!) is not { } expression) return [];
            And("seq IN (SELECT rowid FROM posts_fts WHERE posts_fts MATCH $match)", "$match", expression);
        }

        And("topic = $topic", "$topic", query.Topic);
        And("sentiment = $sentiment", "$sentiment", (int?)query.Sentiment);
        And("band = $band", "$band", (int?)query.Band);
        And("source_id = $source", "$source", query.SourceId);
        And("story_id = $story", "$story", query.StoryId);
        And("published >= $from", "$from", query.From?.Ms());
        And("published < $until", "$until", query.Until?.Ms());
        connection.CreateFunction("holds", (string text, string words) => Holds(text, words), isDeterministic: true);
        if (words.Any(w => w.Length > 2)) And("holds(coalesce(title, '') || char(10) || text, $words)", "$words", query.Words!);
        command.CommandText = string.Create(CultureInfo.InvariantCulture,
            $"SELECT {PostRow.Columns} FROM posts WHERE {where} ORDER BY published DESC, seq DESC LIMIT {Math.Clamp(query.Limit, 0, MostRows)} OFFSET {Math.Max(0, query.Offset)}");
        return PostRow.ReadAll(command);

        void And(string condition, string name, object? value)
        {
            if (value is null) return;
            where.Append(" AND ").Append(condition);
            command.Parameters.AddWithValue(name, value);
        }
    }

    private static bool Holds(string text, string words)
    {
        var folded = Grams.Fold(text);
        return Grams.Fold(words).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .All(w => folded.Contains(w, StringComparison.Ordinal));
    }
}
