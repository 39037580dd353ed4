using System.Text;
using System.Text.Json.Nodes;
using Monitor.Storage.Words;

namespace Monitor.Storage.Elasticsearch.Reading;

/// <summary>
/// The words of a query as clauses on the folded text; what matches is what <see cref="SearchWords"/> says, so that both stores find the same posts.
/// Two Chinese characters are one entry of the pair index. Longer words are looked up as a phrase of pairs and then proved, for pairs may meet across
/// a gap. Everything else is a wildcard, and what begins with a Latin letter or a digit must begin a word.
/// </summary>
internal static class WordClauses
{
    private const string Field = "post.folded";

    /// <summary>Elasticsearch refuses longer regular expressions.</summary>
    private const int LongestLatin = 200;

    public static IEnumerable<JsonObject> Of(string? words) => SearchWords.Of(words).All.Distinct(StringComparer.Ordinal).SelectMany(Clauses);

    private static IEnumerable<JsonObject> Clauses(string word)
    {
        if (word.Length >= 2 && word.All(c => c is >= '\u4E00' and <= '\u9FA5')) yield return Clause("match_phrase", Field + ".pairs", "query", word);
        else if (char.IsAsciiLetterOrDigit(word[0]) && word.Length <= LongestLatin)
        {
            yield return Clause("regexp", Field, "value", $"(.*[^a-z0-9])?{Escape(word, IsPlain)}.*");
            yield break;
        }

        if (word.Length != 2 || !IsPair(word)) yield return Clause("wildcard", Field, "value", $"*{Escape(word, c => c is not ('*' or '?' or '\\'))}*");
    }

    private static bool IsPair(string word) => word.All(c => c is >= '\u4E00' and <= '\u9FA5');

    private static JsonObject Clause(string kind, string field, string parameter, string word) =>
        new() { [kind] = new JsonObject { [field] = new JsonObject { [parameter] = word } } };

    private static bool IsPlain(char c) => c > 127 || char.IsAsciiLetterOrDigit(c);

    private static string Escape(string word, Func<char, bool> plain)
    {
        var escaped = new StringBuilder(word.Length + 8);
        foreach (var c in word)
        {
            if (!plain(c)) escaped.Append('\\');
            escaped.Append(c);
        }

        return escaped.ToString();
    }
}
