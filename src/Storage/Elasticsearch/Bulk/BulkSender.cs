using System.Text.Json;
using Monitor.Storage.Elasticsearch.Wire;

namespace Monitor.Storage.Elasticsearch.Bulk;

/// <summary>
/// Sends a buffer once and says of every item how it ended; when to try again is the caller's to decide. A request refused for its size or its
/// form is cut in halves until the one item at fault stands alone, so that one bad item never takes the others with it.
/// </summary>
/// <param name="more">More of the query.</param>
internal sealed class BulkSender(ElasticClient client, string more = "")
{
    private const string Path = "_bulk?filter_path=took,errors,items.*._index,items.*.status,items.*.error.type,items.*.error.reason,items.*.error.caused_by";

    public async Task<BulkVerdict[]> SendAsync(BulkBuffer buffer, CancellationToken ct)
    {
        var verdicts = new BulkVerdict[buffer.Count];
        if (buffer.Count > 0) await SendAsync(buffer, 0, buffer.Count, verdicts, ct);
        return verdicts;
    }

    private async Task SendAsync(BulkBuffer buffer, int from, int until, BulkVerdict[] verdicts, CancellationToken ct)
    {
        try
        {
            using var reply = await client.BulkAsync(Path + more, buffer.Lines(from, until), ct);
            Read(reply, buffer, from, until, verdicts);
        }
        catch (ElasticException e) when (e.Fault is ElasticFault.TooLarge or ElasticFault.Rejected && until - from > 1)
        {
            var middle = (from + until) / 2;
            await SendAsync(buffer, from, middle, verdicts, ct);
            await SendAsync(buffer, middle, until, verdicts, ct);
        }
        catch (ElasticException e)
        {
            Array.Fill(verdicts, BulkVerdict.Of(e), from, until - from);
        }
    }

    private static void Read(ElasticReply reply, BulkBuffer buffer, int from, int until, BulkVerdict[] verdicts)
    {
        if (reply.Root.ValueKind != JsonValueKind.Object || !reply.Root.TryGetProperty("items", out var items) || items.GetArrayLength() != until - from)
            throw new ElasticException(ElasticFault.Away, "POST _bulk: the answer does not tell of every item; all are sent again");
        var i = from;
        foreach (var item in items.EnumerateArray())
        {
            var told = item.EnumerateObject().First().Value;
            var reason = told.TryGetProperty("error", out var error) ? Reason(error) : null;
            var status = told.GetProperty("status").GetInt32();
            // What was deleted since needs no update.
            verdicts[i] = status == 404 && buffer.ActionOf(i) == BulkAction.Update && reason?.StartsWith("document_missing", StringComparison.Ordinal) == true
                ? new BulkVerdict(BulkEnd.Duplicate, reason)
                : BulkVerdict.Of(status, reason) with { Index = told.TryGetProperty("_index", out var index) ? index.GetString() : null };
            i++;
        }
    }

    private static string Reason(JsonElement error)
    {
        var told = Faults.Told(error);
        return error.TryGetProperty("caused_by", out var cause) ? $"{told} ({Faults.Told(cause)})" : told;
    }
}
