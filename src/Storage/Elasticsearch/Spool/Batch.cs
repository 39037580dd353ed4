using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Storage.Elasticsearch.Bulk;
using Monitor.Storage.Elasticsearch.Layout;

namespace Monitor.Storage.Elasticsearch.Spool;

/// <summary>Writes waiting changes as bulk items, as many as fit.</summary>
internal static class Batch
{
    /// <returns>The entries that are in the buffer, in its order, and those that have nothing to send any more. The rest did not fit.</returns>
    public static (List<SpoolEntry> Sent, List<SpoolEntry> Empty) Fill(BulkBuffer buffer, IReadOnlyList<SpoolEntry> entries, Names names, int mostBytes)
    {
        buffer.Clear();
        var (sent, empty) = (new List<SpoolEntry>(entries.Count), new List<SpoolEntry>());
        foreach (var entry in entries)
        {
            if (buffer.Bytes >= mostBytes) break;
            if (Add(buffer, entry, names)) sent.Add(entry);
            else empty.Add(entry);
        }

        return (sent, empty);
    }

    private static bool Add(BulkBuffer buffer, SpoolEntry entry, Names names)
    {
        if (entry.Post is { } post) buffer.Add(BulkAction.Index, names.PostsOf(post.Post.Published), post.Post.Id, entry.Seq, post, PostDocument.Write);
        else if (entry.Probe is { } probe) buffer.Add(BulkAction.Create, names.Probes, Names.ProbeId(probe.TargetId, probe.At, probe.Vantage), null, probe, ProbeDocument.Write);
        else if (entry.Decision is { } decision) buffer.Add(BulkAction.Create, names.AlertEvents, DecisionDocument.Id(decision.Body), null, decision, DecisionDocument.Write);
        else if (entry.Touch is { } touch) AddTouch(buffer, entry.Key, JsonNode.Parse(touch)!);
        else return false;
        return true;
    }

    private static void AddTouch(BulkBuffer buffer, string id, JsonNode touch) =>
        buffer.Add(BulkAction.Update, (string)touch["index"]!, id, null, touch["post"]!.ToJsonString(), static (w, post) => WriteTouch(w, post));

    private static void WriteTouch(Utf8JsonWriter w, string post)
    {
        w.WriteStartObject();
        w.WriteStartObject("doc");
        w.WritePropertyName("post");
        w.WriteRawValue(post, skipInputValidation: true);
        w.WriteEndObject();
        w.WriteEndObject();
    }
}
