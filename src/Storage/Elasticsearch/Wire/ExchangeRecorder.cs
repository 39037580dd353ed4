using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Monitor.Storage.Sqlite;

namespace Monitor.Storage.Elasticsearch.Wire;

/// <summary>One request and its answer, without headers: the key is never written.</summary>
internal sealed record Exchange(string Method, string Path, string? Request, int Status, string? Response);

/// <summary>Writes every exchange as one line of JSON, so that it can be sent again to another server and the answers compared.</summary>
internal sealed class ExchangeRecorder(HttpMessageHandler inner, string file) : DelegatingHandler(inner)
{
    private readonly Lock _gate = new();

    public static IEnumerable<Exchange> Read(string file) => File.ReadLines(file).Where(l => l.Length > 0).Select(Json.Read<Exchange>);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var sent = await PlainAsync(request.Content, ct);
        var response = await base.SendAsync(request, ct);
        var got = await response.Content.ReadAsByteArrayAsync(ct);
        var line = Json.Write(new Exchange(request.Method.Method, request.RequestUri!.PathAndQuery, sent, (int)response.StatusCode, got.Length == 0 ? null : Encoding.UTF8.GetString(got)));
        lock (_gate) File.AppendAllText(file, line + "\n");
        return response;
    }

    private static async Task<string?> PlainAsync(HttpContent? content, CancellationToken ct)
    {
        if (content is null) return null;
        var bytes = await content.ReadAsByteArrayAsync(ct);
        if (!content.Headers.ContentEncoding.Contains("gzip")) return Encoding.UTF8.GetString(bytes);
        using var plain = new MemoryStream();
        await using var unpacked = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        await unpacked.CopyToAsync(plain, ct);
        return Encoding.UTF8.GetString(plain.GetBuffer(), 0, (int)plain.Length);
    }
}
