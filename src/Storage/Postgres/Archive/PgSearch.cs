using System.Text;
using System.Text.RegularExpressions;
using Dapper;
using Monitor.Core.Contracts;
using Monitor.Core.Posts;
using Monitor.Storage.Words;

namespace Monitor.Storage.Postgres.Archive;

/// <summary>
/// Turns a query into SQL. The planner knows how common a pair of characters is and chooses between the index of words and the order of time.
/// What the index cannot prove is looked for in the folded text.
/// </summary>
internal static class PgSearch
{
    public static Task<IReadOnlyList<Post>> RunAsync(Session s, PostQuery query)
    {
        var (where, values) = Where(query);
        values.Add("limit", Math.Clamp(query.Limit, 0, StoreRules.MostRows));
        values.Add("offset", Math.Max(0, query.Offset));
        return PgPosts.ReadAsync(s, $"WHERE {where} ORDER BY published DESC, seq DESC LIMIT @limit OFFSET @offset", values);
    }

    /// <summary>How many posts match, whatever part of them the query asks for.</summary>
    public static async Task<int> CountAsync(Session s, PostQuery query)
    {
        var (where, values) = Where(query);
        return (int)await s.ValueAsync<long>($"SELECT count(*) FROM posts WHERE {where}", values);
    }

    private static (string Where, DynamicParameters Values) Where(PostQuery query)
    {
        var (where, values) = (new StringBuilder("true"), new DynamicParameters());
        And("topic = @topic", "topic", query.Topic);
        And("sentiment = @sentiment", "sentiment", (int?)query.Sentiment);
        And("band = @band", "band", (int?)query.Band);
        And("source_id = @source", "source", query.SourceId);
        And("story_id = @story", "story", query.StoryId);
        And("published >= @from", "from", query.From?.Ms());
        And("published < @until", "until", query.Until?.Ms());
        var words = SearchWords.Of(query.Words is { } asked ? PgText.Clean(asked) : null);
        if (query.Words is not null && Grams.Wanted(PgText.Clean(query.Words)) is { Count: > 0 } wanted)
            And("grams @@ @wanted::tsquery", "wanted", string.Join(" & ", wanted.Select(t => $"'{t.Term}'{(t.Begins ? ":*" : "")}")));
        foreach (var (index, word) in (words.Expression is null ? words.All : words.Unproven).Index())
        {
            // A word that begins with an ASCII letter or digit must begin a word there too.
            if (char.IsAsciiLetterOrDigit(word[0])) And($"folded ~ @word{index}", $"word{index}", "(^|[^a-z0-9])" + Escape(word));
            else And($"strpos(folded, @word{index}) > 0", $"word{index}", word);
        }

        return (where.ToString(), values);

        void And(string condition, string name, object? value)
        {
            if (value is null) return;
            where.Append(" AND ").Append(condition);
            values.Add(name, value);
        }
    }

    /// <summary>In PostgreSQL's regular expressions every sign that is no letter, digit or underscore may be escaped.</summary>
    private static string Escape(string word) => Regex.Replace(word, @"[^\w\s]", m => m.Value.Length == 1 && m.Value[0] < 128 ? "\\" + m.Value : m.Value, RegexOptions.None, TimeSpan.FromSeconds(1));
}
