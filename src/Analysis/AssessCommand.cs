using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Core.Contracts;

namespace Monitor.Analysis;

/// <summary>The line protocol of `monitor assess -`: one JSON object in, one out, in order.</summary>
public static class AssessCommand
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Never throws for a bad line: it is answered with its id, when it has one, and an error.</summary>
    public static string AnswerLine(IAssessor a, string jsonLine)
    {
        JsonNode? id = null;
        try
        {
            var row = JsonNode.Parse(jsonLine) as JsonObject ?? throw new JsonException("expected a JSON object");
            id = row["id"]?.DeepClone();
            var text = row["text"]?.GetValue<string>() ?? throw new JsonException("expected a string in 'text'");
            var x = a.Assess(text, row["title"]?.GetValue<string>());
            return JsonSerializer.Serialize(new
            {
                id,
                relevance = x.Relevance,
                sentiment = new { label = x.Sentiment.Label.ToString().ToLowerInvariant(), negative = x.Sentiment.Negative, neutral = x.Sentiment.Neutral, positive = x.Sentiment.Positive },
                rumour = new { score = x.Rumour.Score, band = x.Rumour.Band.ToString().ToLowerInvariant(), reasons = x.Rumour.Reasons.Select(r => new { kind = r.Kind, text = r.Text, weight = r.Weight }) },
                topics = x.Topics,
                form = x.Form,
                model = x.Model,
            }, Plain);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            return JsonSerializer.Serialize(new { id, error = e.Message }, Plain);
        }
    }
}
