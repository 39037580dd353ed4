using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Monitor.Tests.Storage.Elasticsearch.StandIn;

/// <summary>
/// Keeps documents and behaves like Elasticsearch as far as the adapter goes, over real sockets. That its shapes are Elasticsearch's is checked
/// against the published specification; that its behaviour is, only a real server can tell.
/// </summary>
internal sealed class StandInServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StandInServer(WebApplication app) => _app = app;

    /// <summary>Held while the cluster changes; a test that looks on while something writes holds it too.</summary>
    public Lock Gate { get; } = new();

    public Cluster Cluster { get; } = new();

    public Faults Faults { get; } = new();

    /// <summary>"METHOD /path" of every request, in order.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>The API key that is accepted; null accepts all.</summary>
    public string? ApiKey { get; set; }

    public string Version { get; set; } = "9.2.0";

    public bool Genuine { get; set; } = true;

    public string Address => _app.Urls.First();

    /// <param name="listen">Configures the listener, such as for TLS; plain HTTP on a free loopback port without it.</param>
    public static async Task<StandInServer> StartAsync(Action<IWebHostBuilder>? listen = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(o => o.Limits.MaxRequestBodySize = null);
        if (listen is null) builder.WebHost.UseUrls("http://127.0.0.1:0");
        else listen(builder.WebHost);
        var app = builder.Build();
        var server = new StandInServer(app);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.TrimStart('/');
        lock (Gate) Requests.Add($"{context.Request.Method} /{path}");
        if (Faults.Away)
        {
            context.Abort();
            return;
        }

        await Faults.Slow;
        var body = await BodyAsync(context.Request);
        var (status, answer) = Answer(context.Request, path, body);
        if (path == "_bulk" && status == 200 && Faults.TakeReset())
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = status;
        if (Genuine) context.Response.Headers["X-Elastic-Product"] = "Elasticsearch";
        context.Response.ContentType = context.Request.Headers.Accept.ToString().StartsWith("application/vnd", StringComparison.Ordinal) ? context.Request.Headers.Accept.ToString() : "application/json";
        await context.Response.WriteAsync(answer.ToJsonString());
    }

    private (int, JsonNode) Answer(HttpRequest request, string path, byte[] body)
    {
        try
        {
            if (Faults.Status is { } status) throw new Refusal(status, "unavailable", "by order of the test");
            if (ApiKey is not null && request.Headers.Authorization != "ApiKey " + ApiKey) throw new Refusal(401, "security_exception", "unable to authenticate with provided credentials");
            if (path == "_bulk" && body.Length > Faults.MostBytes) throw new Refusal(413, "content_too_long_exception", "entity content is too long");
            if (path == "_bulk" && Faults.TakeRejection()) throw Faults.Busy;
            lock (Gate) return Handle(request, path, body);
        }
        catch (Refusal e)
        {
            return (e.Status, e.Body());
        }
    }

    private (int, JsonNode) Handle(HttpRequest request, string path, byte[] body)
    {
        var parts = path.Split('/');
        return (request.Method, parts) switch
        {
            ("GET", [""]) => (200, Root()),
            ("PUT", ["_ilm" or "_component_template" or "_index_template", ..]) => PutSetup(path, body),
            ("GET", ["_ilm" or "_component_template" or "_index_template", ..]) => (200, GetSetup(path, parts[^1])),
            ("POST", ["_bulk"]) => (200, BulkRun.Run(Cluster, body, Faults.Item, request.Query["require_data_stream"] == "true")),
            ("POST", ["_mget"]) => (200, MultiGet(Json(body))),
            ("POST", ["_search"]) => (200, SearchPoint(Json(body).AsObject())),
            ("DELETE", ["_pit"]) => (200, ClosePoint((string)Json(body)["id"]!)),
            ("POST", ["_security", "user", "_has_privileges"]) => (200, Privileges(Json(body))),
            ("POST", [var target, "_search"]) => (200, Search(target, Json(body).AsObject(), Lenient(request))),
            ("POST", [var target, "_pit"]) => (200, new JsonObject { ["id"] = Cluster.OpenPoint(Cluster.Resolve(target, Lenient(request))), ["_shards"] = Shards(1) }),
            ("POST", [var target, "_refresh"]) => (200, Refresh(Cluster.Resolve(target, Lenient(request)))),
            ("POST", [var target, "_delete_by_query"]) => (200, DeleteByQuery(Cluster.Resolve(target, Lenient(request)), Json(body)["query"]!)),
            ("GET", [var target, "_mapping"]) => (200, new JsonObject(Cluster.Resolve(target, false).Select(i => KeyValuePair.Create<string, JsonNode?>(i.Name, new JsonObject { ["mappings"] = i.Mapped.DeepClone() })))),
            ("PUT", [var target, "_mapping"]) => (200, PutMapping(target, Json(body).AsObject())),
            ("GET", [var index, "_doc", var id]) => Get(index, id),
            ("PUT", [var index, "_doc", var id]) => (200, PutDocument(request, index, id, body)),
            _ => throw new Refusal(400, "illegal_argument_exception", $"the stand-in knows no {request.Method} /{path}"),
        };
    }

    private (int, JsonNode) PutSetup(string path, byte[] body)
    {
        Cluster.Put(path, Json(body).AsObject());
        return (200, new JsonObject { ["acknowledged"] = true });
    }

    private JsonObject PutMapping(string target, JsonObject body)
    {
        foreach (var index in Cluster.Resolve(target, false)) index.Map(body);
        return new JsonObject { ["acknowledged"] = true };
    }

    private JsonObject GetSetup(string path, string name)
    {
        var body = Cluster.Setup(path)?.DeepClone().AsObject() ?? throw new Refusal(404, "resource_not_found_exception", $"{path} not found");
        if (path.StartsWith("_ilm", StringComparison.Ordinal)) return new JsonObject { [name] = new JsonObject { ["version"] = 1, ["modified_date"] = "2026-06-07T00:00:00.000Z", ["policy"] = body["policy"]!.DeepClone() } };
        var kind = path.Split('/')[0] == "_component_template" ? "component_template" : "index_template";
        return new JsonObject { [kind + "s"] = new JsonArray(new JsonObject { ["name"] = name, [kind] = body }) };
    }

    private JsonObject Root() => new()
    {
        ["name"] = "stand-in",
        ["cluster_name"] = "stand-in",
        ["cluster_uuid"] = "none",
        ["tagline"] = "You Know, for Search",
        ["version"] = new JsonObject
        {
            ["number"] = Version,
            ["build_flavor"] = "default",
            ["build_type"] = "docker",
            ["build_hash"] = "0",
            ["build_date"] = "2026-06-07T00:00:00.000Z",
            ["build_snapshot"] = false,
            ["lucene_version"] = "10.2.0",
            ["minimum_wire_compatibility_version"] = "8.19.0",
            ["minimum_index_compatibility_version"] = "8.0.0",
        },
    };

    private JsonObject Search(string target, JsonObject body, bool lenient)
    {
        var indices = Cluster.Resolve(target, lenient);
        return Halved(Searching.Run(body, [.. indices.SelectMany(i => i.Seen.Select(d => (d, i.Mapping)))], indices.Count, null));
    }

    private JsonObject SearchPoint(JsonObject body)
    {
        var pit = (string)body["pit"]!["id"]!;
        return Halved(Searching.Run(body, Cluster.Point(pit), 1, pit));
    }

    private JsonObject Halved(JsonObject answer)
    {
        if (!Faults.HalfTheShards) return answer;
        answer["_shards"] = new JsonObject
        {
            ["total"] = 2,
            ["successful"] = 1,
            ["skipped"] = 0,
            ["failed"] = 1,
            ["failures"] = new JsonArray(new JsonObject { ["shard"] = 0, ["index"] = "x", ["reason"] = Faults.Red.Cause() }),
        };
        return answer;
    }

    private JsonObject ClosePoint(string id) => Cluster.ClosePoint(id)
        ? new JsonObject { ["succeeded"] = true, ["num_freed"] = 1 }
        : throw new Refusal(404, "search_context_missing_exception", "no such point in time");

    private static JsonObject Refresh(List<Documents> indices)
    {
        foreach (var index in indices) index.Refresh();
        return new JsonObject { ["_shards"] = Shards(indices.Count) };
    }

    private static JsonObject DeleteByQuery(List<Documents> indices, JsonNode query)
    {
        var deleted = 0;
        foreach (var index in indices)
        {
            foreach (var doc in index.Seen.Where(d => Query.Matches(query, d, index.Mapping)).ToList())
            {
                // Changed since it was seen: a conflict, and the document stays.
                if (!index.Live.TryGetValue(doc.Id, out var live) || live.Version != doc.Version) continue;
                index.Delete(doc.Id);
                deleted++;
            }

            index.Refresh();
        }

        return new JsonObject { ["took"] = 1, ["timed_out"] = false, ["total"] = deleted, ["deleted"] = deleted, ["batches"] = 1, ["version_conflicts"] = 0, ["noops"] = 0, ["failures"] = new JsonArray() };
    }

    private (int, JsonNode) Get(string index, string id)
    {
        var doc = Cluster.Indices.GetValueOrDefault(index)?.Live.GetValueOrDefault(id);
        return (doc is null ? 404 : 200, Found(index, id, doc));
    }

    private JsonObject MultiGet(JsonNode body) => new()
    {
        ["docs"] = new JsonArray([.. body["docs"]!.AsArray().Select(d => Found((string)d!["_index"]!, (string)d["_id"]!, Cluster.Indices.GetValueOrDefault((string)d["_index"]!)?.Live.GetValueOrDefault((string)d["_id"]!)))]),
    };

    private static JsonObject Found(string index, string id, Doc? doc) => doc is null
        ? new JsonObject { ["_index"] = index, ["_id"] = id, ["found"] = false }
        : new JsonObject { ["_index"] = index, ["_id"] = id, ["_version"] = doc.Version, ["_seq_no"] = doc.SeqNo, ["_primary_term"] = 1, ["found"] = true, ["_source"] = JsonNode.Parse(doc.Source) };

    private JsonObject PutDocument(HttpRequest request, string index, string id, byte[] body)
    {
        (long, long)? expected = request.Query["if_seq_no"].FirstOrDefault() is { } seq ? (long.Parse(seq, System.Globalization.CultureInfo.InvariantCulture), long.Parse(request.Query["if_primary_term"]!, System.Globalization.CultureInfo.InvariantCulture)) : null;
        var target = Cluster.Indices.GetValueOrDefault(index) ?? throw Refusal.NoIndex(index);
        var (doc, created) = target.Put(id, body, create: false, external: null, expected);
        return new JsonObject
        {
            ["_index"] = index,
            ["_id"] = id,
            ["_version"] = doc.Version,
            ["result"] = created ? "created" : "updated",
            ["_seq_no"] = doc.SeqNo,
            ["_primary_term"] = 1,
            ["_shards"] = new JsonObject { ["total"] = 2, ["successful"] = 1, ["failed"] = 0 },
        };
    }

    private static JsonObject Privileges(JsonNode body)
    {
        var cluster = new JsonObject();
        foreach (var name in body["cluster"]?.AsArray() ?? []) cluster[(string)name!] = true;
        var index = new JsonObject();
        foreach (var entry in body["index"]?.AsArray() ?? [])
            foreach (var name in entry!["names"]!.AsArray())
            {
                var granted = index[(string)name!] as JsonObject ?? [];
                foreach (var privilege in entry["privileges"]!.AsArray()) granted[(string)privilege!] = true;
                index[(string)name!] = granted;
            }

        return new JsonObject { ["username"] = "monitor", ["has_all_requested"] = true, ["cluster"] = cluster, ["index"] = index, ["application"] = new JsonObject() };
    }

    private static bool Lenient(HttpRequest request) => request.Query["ignore_unavailable"] == "true";

    private static JsonObject Shards(int count) => new() { ["total"] = count, ["successful"] = count, ["failed"] = 0 };

    private static JsonNode Json(byte[] body)
    {
        try
        {
            return body.Length == 0 ? new JsonObject() : JsonNode.Parse(body)!;
        }
        catch (JsonException e)
        {
            throw new Refusal(400, "x_content_parse_exception", e.Message);
        }
    }

    private static async Task<byte[]> BodyAsync(HttpRequest request)
    {
        using var bytes = new MemoryStream();
        if (request.Headers.ContentEncoding == "gzip")
        {
            await using var unpacked = new GZipStream(request.Body, CompressionMode.Decompress);
            await unpacked.CopyToAsync(bytes);
        }
        else
        {
            await request.Body.CopyToAsync(bytes);
        }

        return bytes.ToArray();
    }
}
