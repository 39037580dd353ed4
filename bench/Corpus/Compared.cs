using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Monitor.Bench.Corpus;

/// <summary>How the corpus compares answers with what it expects.</summary>
internal static class Compared
{
    public static bool IsOk(JsonNode answer) => (bool)answer["ok"]!;

    public static bool IsRefusal(JsonNode answer) => !IsOk(answer) && (string?)answer["error"]!["kind"] is "blocked" or "api-error";

    public static string Text(JsonNode? node) => node?.ToString() ?? "";

    /// <summary>NFKC without white space.</summary>
    public static string Bare(JsonNode? node) => Bare(Text(node));

    public static string Bare(string text)
    {
        string normal;
        try
        {
            normal = text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            // Half a surrogate pair cannot be normalised.
            normal = text;
        }

        return string.Concat(normal.Where(c => !char.IsWhiteSpace(c)));
    }

    public static DateTimeOffset? Moment(JsonNode? node) =>
        DateTimeOffset.TryParse(Text(node), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
