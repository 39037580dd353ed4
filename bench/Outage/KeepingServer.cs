using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Monitor.Bench.Outage;

/// <summary>
/// A process in Elasticsearch's place that keeps of every document its index, id and version, refuses older versions and second creates, and can be
/// away. What it saw too often or in the wrong order it counts.
/// </summary>
internal sealed class KeepingServer
{
    private readonly Dictionary<string, long> _kept = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _setup = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private long _late;
    private volatile bool _away;

    public static async Task<int> ServeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(o => o.Limits.MaxRequestBodySize = null);
        var app = builder.Build();
        app.Run(new KeepingServer().AnswerAsync);
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        // Ends with the measure, also with one that dies.
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private async Task AnswerAsync(HttpContext call)
    {
        var path = call.Request.Path.Value!;
        if (path.StartsWith("/-/", StringComparison.Ordinal))
        {
            await ControlAsync(call, path);
            return;
        }

        if (_away)
        {
            call.Abort();
            return;
        }

        using var body = new MemoryStream();
        if (call.Request.Headers.ContentEncoding == "gzip") await new GZipStream(call.Request.Body, CompressionMode.Decompress).CopyToAsync(body);
        else await call.Request.Body.CopyToAsync(body);
        call.Response.Headers["X-Elastic-Product"] = "Elasticsearch";
        call.Response.ContentType = "application/json";
        var bytes = body.GetBuffer().AsMemory(0, (int)body.Length);
        await call.Response.WriteAsync(path == "/_bulk" ? Bulk(bytes) : Other(call, path, bytes.Span));
    }

    /// <summary>For the measure: away, back, what is there.</summary>
    private async Task ControlAsync(HttpContext call, string path)
    {
        if (path is "/-/away" or "/-/back")
        {
            _away = path == "/-/away";
            return;
        }

        string[] lines;
        lock (_gate) lines = [$"late {_late}", .. _kept.Keys];
        await call.Response.WriteAsync(string.Join('\n', lines));
    }

    private string Bulk(ReadOnlyMemory<byte> body)
    {
        var answer = new StringBuilder("{\"took\":1,\"errors\":false,\"items\":[");
        var first = true;
        lock (_gate)
        {
            for (var at = 0; at < body.Length;)
            {
                var line = body[at..];
                var end = line.Span.IndexOf((byte)'\n');
                using var meta = JsonDocument.Parse(line[..end]);
                var action = meta.RootElement.EnumerateObject().First();
                at += end + 1;
                at += body.Span[at..].IndexOf((byte)'\n') + 1;
                if (!first) answer.Append(',');
                first = false;
                answer.Append($"{{\"{action.Name}\":{{\"_index\":\"x\",\"status\":{Take(action)}}}}}");
            }
        }

        return answer.Append("]}").ToString();
    }

    private int Take(JsonProperty action)
    {
        var key = action.Value.GetProperty("_index").GetString() + " " + action.Value.GetProperty("_id").GetString();
        if (action.Name == "update") return _kept.ContainsKey(key) ? 200 : 404;
        var version = action.Value.TryGetProperty("version", out var v) ? v.GetInt64() : 0;
        if (_kept.TryGetValue(key, out var old) && (action.Name == "create" || version <= old))
        {
            _late++;
            return 409;
        }

        _kept[key] = version;
        return 201;
    }

    private string Other(HttpContext call, string path, ReadOnlySpan<byte> body)
    {
        lock (_gate)
        {
            if (call.Request.Method == "PUT")
            {
                _setup[path] = Encoding.UTF8.GetString(body);
                return "{\"acknowledged\":true}";
            }

            if (path == "/") return "{\"version\":{\"number\":\"9.2.0\"}}";
            if (path.EndsWith("/_refresh", StringComparison.Ordinal)) return "{\"_shards\":{\"total\":1,\"successful\":1,\"failed\":0}}";
            if (_setup.TryGetValue(path, out var put))
            {
                var kind = path.Split('/')[1] == "_component_template" ? "component_template" : "index_template";
                return $"{{\"{kind}s\":[{{\"name\":\"x\",\"{kind}\":{put}}}]}}";
            }

            call.Response.StatusCode = StatusCodes.Status404NotFound;
            return "{\"error\":{\"type\":\"missing\",\"reason\":\"missing\"},\"status\":404}";
        }
    }
}
