using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Monitor.Analysis.Claims;
using Monitor.Core.Judgements;

namespace Monitor.Analysis;

/// <summary>A judgement as `monitor assess` prints it.</summary>
internal sealed class AssessAnswer(JsonNode? id, Assessment judged)
{
    [JsonPropertyName("id")]
    public JsonNode? Id { get; } = id;

    [JsonPropertyName("relevance")]
    public double Relevance => judged.Relevance;

    [JsonPropertyName("sentiment")]
    public object Sentiment => new { label = judged.Sentiment.Label.ToString().ToLowerInvariant(), negative = judged.Sentiment.Negative, neutral = judged.Sentiment.Neutral, positive = judged.Sentiment.Positive };

    [JsonPropertyName("rumour")]
    public object Rumour => new { score = judged.Rumour.Score, band = judged.Rumour.Band.ToString().ToLowerInvariant(), reasons = judged.Rumour.Reasons.Select(r => new { kind = r.Kind, text = r.Text, weight = r.Weight }) };

    [JsonPropertyName("topics")]
    public IReadOnlyList<string> Topics => judged.Topics;

    [JsonPropertyName("form")]
    public string Form => judged.Form;

    [JsonPropertyName("model")]
    public string Model => judged.Model;

    [JsonPropertyName("claims"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public object? Claims { get; } = judged.Claims.Count == 0 ? null : judged.Claims.Select(ClaimAnswer.Of).ToList();
}
