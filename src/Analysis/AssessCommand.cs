using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Analysis.Claims;
using Monitor.Analysis.Claims.Facts;
using Monitor.Core.Contracts;
using Monitor.Core.Sources;

namespace Monitor.Analysis;

/// <summary>The line protocol of `monitor assess -`: one JSON object in, one out, in order.</summary>
public static class AssessCommand
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Never throws for a bad line: it is answered with its id, when it has one, and an error.</summary>
    /// <param name="book">Official facts that claims are held against; null = none.</param>
    /// <param name="now">Publish time of a post that states none, from which "tomorrow" counts.</param>
    public static string AnswerLine(IAssessor a, string jsonLine, FactBook? book = null, DateTimeOffset now = default)
    {
        JsonNode? id = null;
        try
        {
            var row = JsonNode.Parse(jsonLine) as JsonObject ?? throw new JsonException("expected a JSON object");
            id = row["id"]?.DeepClone();
            var text = row["text"]?.GetValue<string>() ?? throw new JsonException("expected a string in 'text'");
            var title = row["title"]?.GetValue<string>();
            var x = ClaimChecker.Check(a.Assess(text, title), string.IsNullOrEmpty(title) ? text : title + "\n" + text, PublishedAt(row) ?? now, SourceRole.Public, book ?? FactBook.Empty);
            return JsonSerializer.Serialize(new AssessAnswer(id, x), Plain);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            return JsonSerializer.Serialize(new { id, error = e.Message }, Plain);
        }
    }

    private static DateTimeOffset? PublishedAt(JsonObject row) =>
        row["publishedAt"] is { } at ? DateTimeOffset.Parse(at.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : null;
}
