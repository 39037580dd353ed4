using System.Text.Json;

namespace Monitor.Storage.Elasticsearch.Kibana;

/// <summary>Kibana's answer to an import, object by object. It comes with status 200 also when nothing was imported.</summary>
internal static class ImportReply
{
    /// <summary>While one of these is left Kibana stores nothing at all, and still lists and counts the others as imported.</summary>
    private static readonly string[] Holding = ["conflict", "ambiguous_conflict", "missing_references"];

    /// <exception cref="ElasticException">The answer is none of an import.</exception>
    public static IReadOnlyList<BoardStep> Read(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            var steps = new List<BoardStep>();
            foreach (var failed in Items(root, "errors")) steps.Add(Failed(failed));
            var (held, listed) = (steps.Any(s => Holding.Contains(s.State)), 0);
            foreach (var done in Items(root, "successResults"))
            {
                steps.Add(Imported(done, held));
                listed++;
            }

            // Whatever the lists say, these two have the last word.
            var count = root.GetProperty("successCount").GetInt32();
            if (count != listed) throw new ElasticException(ElasticFault.Rejected, $"POST _import: Kibana counts {count} imported objects and lists {listed}");
            if (!root.GetProperty("success").GetBoolean() && steps.All(s => s.Ok)) throw new ElasticException(ElasticFault.Rejected, "POST _import: Kibana says it failed and does not say what");
            return steps;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new ElasticException(ElasticFault.Rejected, "POST _import: the answer is not Kibana's; something else stands at kibana.url", e);
        }
    }

    private static BoardStep Imported(JsonElement done, bool held)
    {
        var (type, id) = (Word(done, "type"), Word(done, "id"));
        if (held) return new BoardStep(type, id, false, "held", "nothing is wrong with it; Kibana stores nothing while another conflicts or lacks what it needs");
        return Word(done, "destinationId") is { Length: > 0 } other && other != id
            ? new BoardStep(type, id, true, "imported", $"as {other}, for another space has this id; links between the boards lead nowhere: give each space a prefix of its own")
            : new BoardStep(type, id, true, "imported", "");
    }

    private static BoardStep Failed(JsonElement failed)
    {
        var error = failed.GetProperty("error");
        var state = Word(error, "type");
        var detail = state switch
        {
            "conflict" or "ambiguous_conflict" => "an object of this id is there already and was left; without --overwrite false it is replaced",
            "missing_references" => "needs " + string.Join(", ", Items(error, "references").Select(r => $"{Word(r, "type")} {Word(r, "id")}")) + ", which is not there",
            "unsupported_type" => "this Kibana does not know the type",
            _ => string.Join(' ', new[] { Word(error, "statusCode"), Word(error, "message") }.Where(w => w.Length > 0)),
        };
        return new BoardStep(Word(failed, "type"), Word(failed, "id"), false, state.Length > 0 ? state : "unknown", detail);
    }

    private static IEnumerable<JsonElement> Items(JsonElement at, string name) => at.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : [];

    private static string Word(JsonElement at, string name) => at.TryGetProperty(name, out var value) ? value.ToString() : "";
}
