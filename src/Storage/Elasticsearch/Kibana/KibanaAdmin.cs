using System.Globalization;
using System.Text.Json;

namespace Monitor.Storage.Elasticsearch.Kibana;

/// <summary>One object and what became of it.</summary>
/// <param name="State">imported, held, conflict, missing_references, unsupported_type or Kibana's own word; of a check: current, other, missing.</param>
/// <param name="Detail">What is wrong and what to do; empty when nothing is.</param>
public sealed record BoardStep(string Type, string Id, bool Ok, string State, string Detail);

/// <summary>What is done with the boards in Kibana, without the service.</summary>
public static class KibanaAdmin
{
    /// <summary>The first that reads objects of the form they are written in.</summary>
    private static readonly Version Oldest = new(8, 8);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Imports the file once Kibana is ready. Sent again it does the same again.</summary>
    /// <param name="wait">How long to wait for a Kibana that is starting or away; what waiting does not help is told at once.</param>
    /// <param name="tell">Hears why it waits, once for every new reason.</param>
    public static Task<IReadOnlyList<BoardStep>> ImportAsync(KibanaConfig config, ReadOnlyMemory<byte> file, bool overwrite, TimeSpan wait, Action<string> tell, TimeProvider time, CancellationToken ct) =>
        ImportAsync(config, file, overwrite, new Patience(wait, Pause, tell, time), ct);

    internal static async Task<IReadOnlyList<BoardStep>> ImportAsync(KibanaConfig config, ReadOnlyMemory<byte> file, bool overwrite, Patience patience, CancellationToken ct)
    {
        using var client = new KibanaClient(config);
        await patience.TryAsync(() => ReadyAsync(client, ct), ct);
        return await patience.TryAsync(async () =>
        {
            var (status, body) = await client.ImportAsync(file, overwrite, ct);
            return status == 200 ? ImportReply.Read(body) : throw Explained("POST _import", status, body, config);
        }, ct);
    }

    /// <summary>Whether each object is there as this build would import it, told by the mark in its description; a data view by its indices.</summary>
    /// <param name="marks">Object to the text its description or title must hold.</param>
    public static async Task<IReadOnlyList<BoardStep>> CheckAsync(KibanaConfig config, IReadOnlyDictionary<(string Type, string Id), string> marks, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(marks);
        using var client = new KibanaClient(config);
        await ReadyAsync(client, ct);
        var (status, body) = await client.ExportAsync(marks.Keys, ct);
        if (status is not (200 or 400)) throw Explained("POST _export", status, body, config);
        var missing = status == 400 ? ExportReply.Missing(body) ?? throw Explained("POST _export", status, body, config) : [];
        if (missing.Count > 0 && missing.Count < marks.Count)
        {
            // One that is missing fails the whole; the rest is asked for without it.
            (status, body) = await client.ExportAsync(marks.Keys.Where(k => !missing.Contains(k)), ct);
            if (status != 200) throw Explained("POST _export", status, body, config);
        }

        var found = status == 200 ? ExportReply.Read(body) : [];
        return [.. marks.Select(m => Compared(m.Key, m.Value, found.GetValueOrDefault(m.Key)))];
    }

    private static BoardStep Compared((string Type, string Id) wanted, string mark, string? found) => found switch
    {
        null => new(wanted.Type, wanted.Id, false, "missing", "run monitor kibana import"),
        _ when found.Contains(mark, StringComparison.Ordinal) => new(wanted.Type, wanted.Id, true, "current", ""),
        _ => new(wanted.Type, wanted.Id, false, "other", "made by another build, for another address, or changed by hand; run monitor kibana import"),
    };

    /// <summary>Answers, is what it should be, and is new enough. One that works with limits is ready: a plugin in trouble does not keep boards out.</summary>
    private static async Task<bool> ReadyAsync(KibanaClient client, CancellationToken ct)
    {
        var (status, body) = await client.StatusAsync(ct);
        if (status != 200) throw KibanaClient.Fault("GET /api/status", status, body);
        try
        {
            using var json = JsonDocument.Parse(body);
            var number = json.RootElement.TryGetProperty("version", out var v) && v.TryGetProperty("number", out var n) ? n.GetString() : null;
            if (number is null) throw new StoreException("GET /api/status names no version: either what answers at kibana.url is not Kibana, or the key is not accepted there");
            if (!Version.TryParse(number.Split('-')[0], out var version)) throw new StoreException($"GET /api/status names the version '{number}', expected one such as 9.2.0");
            if (version < Oldest) throw new StoreException(string.Create(CultureInfo.InvariantCulture, $"Kibana {number} is too old: {Oldest} or later is needed"));
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new StoreException("what answers at kibana.url is not Kibana: GET /api/status gives no status", e);
        }
    }

    private static ElasticException Explained(string request, int status, string body, KibanaConfig config)
    {
        var fault = KibanaClient.Fault(request, status, body);
        var advice = status switch
        {
            401 => "; the key in kibana.apiKeyFile is missing, wrong or expired",
            403 => $"; the key lacks the right to manage saved objects in space '{config.Space ?? "default"}' (docs/kibana.md)",
            404 => $"; is there a space '{config.Space ?? "default"}', and does kibana.url hold the base path?",
            413 => "; raise savedObjects.maxImportPayloadBytes or the limit of the proxy before Kibana",
            _ => "",
        };
        return new ElasticException(fault.Fault, fault.Message + advice, fault);
    }
}
