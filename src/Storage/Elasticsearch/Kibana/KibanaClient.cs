using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Storage.Elasticsearch.Wire;

namespace Monitor.Storage.Elasticsearch.Kibana;

/// <summary>
/// The HTTP door to Kibana. What brings no good answer is an <see cref="ElasticException"/> that says whether trying later helps; the answer to a
/// refused request is read as well, for Kibana says there what is wrong.
/// </summary>
internal sealed class KibanaClient : IDisposable
{
    private readonly KibanaConfig _config;
    private readonly ApiKeyFile _key;
    private readonly HttpClient _http;
    private readonly Uri _root;

    public KibanaClient(KibanaConfig config, Func<HttpMessageHandler, HttpMessageHandler>? wrap = null)
    {
        _config = config;
        _key = new ApiKeyFile(config.ApiKeyFile);
        _root = new Uri((config.Url ?? throw new StoreException("kibana.url is not set")).TrimEnd('/') + "/");
        _http = Door.Open(Trust.Options(config.CaFile, config.Fingerprint, "kibana"), gzip: true, wrap);
    }

    /// <summary>Of the whole server; spaces do not matter.</summary>
    public Task<(int Status, string Body)> StatusAsync(CancellationToken ct) => SendAsync(HttpMethod.Get, "api/status", null, ct);

    /// <summary>A file of saved objects, as the form field a browser would send.</summary>
    public Task<(int Status, string Body)> ImportAsync(ReadOnlyMemory<byte> file, bool overwrite, CancellationToken ct)
    {
        // As browsers and curl write it: no quotes about the boundary, no second form of the file's name, which some servers and proxies stumble over.
        var boundary = "monitor" + Guid.NewGuid().ToString("N");
        var form = new MultipartFormDataContent(boundary);
        form.Headers.Remove("Content-Type");
        form.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=" + boundary);
        var part = new ReadOnlyMemoryContent(file);
        part.Headers.TryAddWithoutValidation("Content-Disposition", "form-data; name=\"file\"; filename=\"board.ndjson\"");
        part.Headers.ContentType = new MediaTypeHeaderValue("application/ndjson");
        form.Add(part);
        return SendAsync(HttpMethod.Post, $"{Space}api/saved_objects/_import?overwrite={(overwrite ? "true" : "false")}", form, ct);
    }

    /// <summary>The named objects, one a line.</summary>
    public Task<(int Status, string Body)> ExportAsync(IEnumerable<(string Type, string Id)> objects, CancellationToken ct)
    {
        var wanted = new JsonArray([.. objects.Select(o => new JsonObject { ["type"] = o.Type, ["id"] = o.Id })]);
        var body = new JsonObject { ["objects"] = wanted, ["excludeExportDetails"] = true };
        return SendAsync(HttpMethod.Post, Space + "api/saved_objects/_export", new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"), ct);
    }

    public void Dispose() => _http.Dispose();

    /// <summary>The fault of an answer that is none, with Kibana's own words where it has any; its pages of HTML are not repeated.</summary>
    public static ElasticException Fault(string request, int status, string body)
    {
        var said = "";
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("message", out var message)) said = message.ToString();
        }
        catch (JsonException)
        {
            said = body.Length <= 120 && !body.Contains('<', StringComparison.Ordinal) ? body.Trim() : "";
        }

        return new ElasticException(Faults.OfStatus(status), $"{request}: {status} {(said.Length <= 500 ? said : said[..500])}".TrimEnd());
    }

    private string Space => _config.Space is { } space and not "default" ? $"s/{space}/" : "";

    private async Task<(int Status, string Body)> SendAsync(HttpMethod method, string path, HttpContent? content, CancellationToken ct)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timer.CancelAfter(_config.Timeout);
        try
        {
            using var request = new HttpRequestMessage(method, new Uri(_root, path)) { Content = content };
            // Kibana takes no change without it: a page of another site cannot set it.
            request.Headers.TryAddWithoutValidation("kbn-xsrf", "true");
            if (_key.Read() is { } key) request.Headers.Authorization = new AuthenticationHeaderValue("ApiKey", key);
            using var response = await _http.SendAsync(request, timer.Token);
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(timer.Token));
        }
        catch (Exception e) when (e is HttpRequestException or IOException and not ElasticException and not StoreException || e is OperationCanceledException && !ct.IsCancellationRequested)
        {
            var what = e is OperationCanceledException ? $"no answer within {_config.Timeout.TotalSeconds:0} s" : e.Message;
            throw new ElasticException(ElasticFault.Away, $"{method} /{path.Split('?')[0]} at {_root.Authority}: {what}", e);
        }
    }
}
