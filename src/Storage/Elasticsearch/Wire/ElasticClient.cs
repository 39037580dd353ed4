using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Monitor.Storage.Elasticsearch.Wire;

/// <summary>
/// The one HTTP door to Elasticsearch. Each request goes to one node after the other until one answers; every request of ours may be repeated.
/// What brings no good answer is an <see cref="ElasticException"/> that says whether trying later helps.
/// </summary>
internal sealed class ElasticClient : IDisposable
{
    private readonly ArchiveConfig _config;
    private readonly NodePool _nodes;
    private readonly ApiKeyFile _key;
    private readonly HttpClient _http;

    /// <param name="wrap">Puts a handler around the wire, to record or to check what passes.</param>
    public ElasticClient(ArchiveConfig config, TimeProvider time, Func<HttpMessageHandler, HttpMessageHandler>? wrap = null)
    {
        _config = config;
        _nodes = new NodePool([.. config.Nodes.Select(n => new Uri(n))], time);
        _key = new ApiKeyFile(config.ApiKeyFile);
        _http = Door.Open(Trust.Options(config.CaFile, config.Fingerprint, "storage.archive"), config.Gzip, wrap);
    }

    public Task<ElasticReply> GetAsync(string path, CancellationToken ct) => SendAsync(HttpMethod.Get, path, null, _config.Timeout, ct);

    public Task<ElasticReply> PutAsync(string path, JsonNode body, CancellationToken ct) => SendAsync(HttpMethod.Put, path, Json(body), _config.Timeout, ct);

    public Task<ElasticReply> PostAsync(string path, JsonNode? body, CancellationToken ct, TimeSpan? limit = null) =>
        SendAsync(HttpMethod.Post, path, body is null ? null : Json(body), limit ?? _config.Timeout, ct);

    public Task<ElasticReply> DeleteAsync(string path, JsonNode? body, CancellationToken ct) =>
        SendAsync(HttpMethod.Delete, path, body is null ? null : Json(body), _config.Timeout, ct);

    /// <param name="lines">Newline-delimited JSON, the last line ended as well.</param>
    public Task<ElasticReply> BulkAsync(string path, ReadOnlyMemory<byte> lines, CancellationToken ct) =>
        SendAsync(HttpMethod.Post, path, (lines, "x-ndjson"), _config.Timeout * 2, ct);

    /// <summary>Sends a recorded request to the first node and gives whatever comes back.</summary>
    public async Task<(int Status, string Body)> SendAgainAsync(Exchange exchange, CancellationToken ct)
    {
        var kind = exchange.Path.StartsWith("/_bulk", StringComparison.Ordinal) ? "x-ndjson" : "json";
        using var request = Request(new HttpMethod(exchange.Method), new Uri(_nodes.Next().Address, exchange.Path), exchange.Request is { } body ? (Encoding.UTF8.GetBytes(body), kind) : null);
        using var response = await _http.SendAsync(request, ct);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(ct));
    }

    public void Dispose() => _http.Dispose();

    private static (ReadOnlyMemory<byte>, string) Json(JsonNode body) => (Encoding.UTF8.GetBytes(body.ToJsonString()), "json");

    private async Task<ElasticReply> SendAsync(HttpMethod method, string path, (ReadOnlyMemory<byte> Bytes, string Kind)? body, TimeSpan limit, CancellationToken ct)
    {
        ElasticException? last = null;
        for (var attempt = 0; attempt < _nodes.Count; attempt++)
        {
            var (index, address) = _nodes.Next();
            using var timer = CancellationTokenSource.CreateLinkedTokenSource(ct);
            timer.CancelAfter(limit);
            try
            {
                using var request = Request(method, new Uri(address, path), body);
                using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timer.Token);
                var reply = await ElasticReply.ReadAsync(response, timer.Token);
                if (reply.Status is < 500 or 500 && reply.Status != 429 || _nodes.Count == 1) _nodes.Answered(index);
                if (reply.Status is >= 200 and < 300) return reply;
                var fault = Faults.Of(reply, $"{method} {path.Split('?')[0]}");
                reply.Dispose();
                // A full queue is no sick node, but another may have room.
                if (fault.Fault != ElasticFault.Away) throw fault;
                if (reply.Status != 429) _nodes.Failed(index);
                last = fault;
            }
            catch (Exception e) when (e is HttpRequestException or IOException and not ElasticException and not StoreException || e is OperationCanceledException && !ct.IsCancellationRequested)
            {
                _nodes.Failed(index);
                var what = e is OperationCanceledException ? $"no answer within {limit.TotalSeconds:0} s" : e.Message;
                last = new ElasticException(ElasticFault.Away, $"{method} {path.Split('?')[0]} at {address.Authority}: {what}", e);
            }
        }

        throw last!;
    }

    private HttpRequestMessage Request(HttpMethod method, Uri address, (ReadOnlyMemory<byte> Bytes, string Kind)? body)
    {
        var request = new HttpRequestMessage(method, address) { Version = HttpVersion.Version11 };
        request.Headers.TryAddWithoutValidation("Accept", Mime("json"));
        if (_key.Read() is { } key) request.Headers.Authorization = new AuthenticationHeaderValue("ApiKey", key);
        if (Activity.Current is { } activity) request.Headers.TryAddWithoutValidation("X-Opaque-Id", activity.TraceId.ToString());
        if (body is not { } content) return request;
        request.Content = _config.Gzip && content.Bytes.Length > 1024 ? Packed(content.Bytes) : new ReadOnlyMemoryContent(content.Bytes);
        request.Content.Headers.TryAddWithoutValidation("Content-Type", Mime(content.Kind));
        return request;
    }

    private static ByteArrayContent Packed(ReadOnlyMemory<byte> bytes)
    {
        using var packed = new MemoryStream(bytes.Length / 6);
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(bytes.Span);
        var content = new ByteArrayContent(packed.GetBuffer(), 0, (int)packed.Length);
        content.Headers.ContentEncoding.Add("gzip");
        return content;
    }

    private string Mime(string kind) => _config.Compatibility == 0
        ? "application/" + kind
        : $"application/vnd.elasticsearch+{kind};compatible-with={_config.Compatibility}";
}
