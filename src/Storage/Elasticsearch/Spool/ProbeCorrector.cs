using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Core.Probes;
using Monitor.Storage.Elasticsearch.Layout;
using Monitor.Storage.Elasticsearch.Wire;
using Monitor.Storage.Sqlite;

namespace Monitor.Storage.Elasticsearch.Spool;

/// <summary>
/// A stream only takes what is new. A result that was there already is nearly always the same one, sent twice; where the check of that moment was
/// made again and came out otherwise, the document behind the stream is replaced, unless somebody else changed it meanwhile.
/// </summary>
internal sealed class ProbeCorrector(ElasticClient client)
{
    private const int Attempts = 3;

    public async Task CorrectAsync(IReadOnlyList<(string Index, ProbeResult Result)> twice, CancellationToken ct)
    {
        if (twice.Count == 0) return;
        var docs = new JsonArray([.. twice.Select(d => new JsonObject { ["_index"] = d.Index, ["_id"] = Names.ProbeId(d.Result.TargetId, d.Result.At, d.Result.Vantage) })]);
        using var reply = await client.PostAsync("_mget", new JsonObject { ["docs"] = docs }, ct);
        var i = 0;
        foreach (var doc in reply.Root.GetProperty("docs").EnumerateArray())
        {
            var (index, result) = twice[i++];
            if (doc.TryGetProperty("found", out var found) && found.GetBoolean() && Differs(doc, result)) await ReplaceAsync(index, doc.Clone(), result, ct);
        }
    }

    private async Task ReplaceAsync(string index, JsonElement doc, ProbeResult result, CancellationToken ct)
    {
        var path = $"{index}/_doc/{Uri.EscapeDataString(doc.GetProperty("_id").GetString()!)}";
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var _ = await client.PutAsync($"{path}?if_seq_no={doc.GetProperty("_seq_no").GetInt64()}&if_primary_term={doc.GetProperty("_primary_term").GetInt64()}", Body(result), ct);
                return;
            }
            catch (ElasticException e) when (e.Fault == ElasticFault.Conflict && attempt < Attempts)
            {
                using var again = await client.GetAsync(path, ct);
                if (!Differs(again.Root, result)) return;
                doc = again.Root.Clone();
            }
        }
    }

    private static bool Differs(JsonElement doc, ProbeResult result) => Json.Write(ProbeDocument.Read(doc.GetProperty("_source"))) != Json.Write(result);

    private static JsonNode Body(ProbeResult result)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes)) ProbeDocument.Write(writer, result);
        return JsonNode.Parse(bytes.GetBuffer().AsSpan(0, (int)bytes.Length))!;
    }
}
