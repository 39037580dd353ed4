using System.Text.Json;

namespace Monitor.Storage.Elasticsearch.Wire;

/// <summary>Names what an answer means.</summary>
internal static class Faults
{
    public static ElasticException Of(ElasticReply reply, string request)
    {
        var fault = OfStatus(reply.Status);
        return new ElasticException(fault, $"{request}: {reply.Status} {Reason(reply.Root)}".TrimEnd());
    }

    public static ElasticFault OfStatus(int status) => status switch
    {
        429 or 502 or 503 or 504 => ElasticFault.Away,
        401 or 403 => ElasticFault.Refused,
        404 => ElasticFault.Missing,
        409 => ElasticFault.Conflict,
        413 => ElasticFault.TooLarge,
        _ => ElasticFault.Rejected,
    };

    /// <summary>"type: reason" of an error, with the cause it names; cut to what fits a log line.</summary>
    public static string Reason(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("error", out var error)) return "";
        if (error.ValueKind != JsonValueKind.Object) return Cut(error.ToString());
        var told = Told(error);
        return Cut(error.TryGetProperty("caused_by", out var cause) ? $"{told} ({Told(cause)})" : told);
    }

    public static string Told(JsonElement error)
    {
        var type = error.TryGetProperty("type", out var t) ? t.GetString() : null;
        var reason = error.TryGetProperty("reason", out var r) ? r.GetString() : null;
        return reason is null ? type ?? "" : $"{type}: {reason}";
    }

    private static string Cut(string text) => text.Length <= 500 ? text : text[..500];
}
