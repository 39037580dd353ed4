using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Monitor.Tests.Host.Kibana;

/// <summary>
/// Keeps saved objects per space and refuses what Kibana refuses, as its documentation says: no xsrf header, no form, a type it does not know, an object
/// of a later version, a reference that leads nowhere, an id that is taken. That a real one behaves so only a real one can tell.
/// </summary>
internal sealed class StandInKibana : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Lock _gate = new();
    private int _starting;

    private StandInKibana(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    public string Version { get; set; } = "9.2.0";

    /// <summary>Types it knows.</summary>
    public HashSet<string> Types { get; } = ["index-pattern", "search", "dashboard", "lens", "visualization"];

    /// <summary>The key that is accepted; null accepts all.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Ids that cannot be stored, as when an index of Kibana's is read-only.</summary>
    public HashSet<string> Broken { get; } = [];

    /// <summary>Status that answers every import, for proxies and rights.</summary>
    public int? Refusal { get; set; }

    public Dictionary<string, Dictionary<(string Type, string Id), JsonObject>> Spaces { get; } = new() { ["default"] = [], ["district"] = [] };

    public List<string> Requests { get; } = [];

    /// <summary>So many requests are answered as by a Kibana that is not ready yet.</summary>
    public void Start(int requests) => _starting = requests;

    public static async Task<StandInKibana> StartAsync(Action<IWebHostBuilder>? listen = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (listen is null) builder.WebHost.UseUrls("http://127.0.0.1:0");
        else listen(builder.WebHost);
        var app = builder.Build();
        var server = new StandInKibana(app);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        lock (_gate) Requests.Add($"{context.Request.Method} {path}{context.Request.QueryString}");
        if (Interlocked.Decrement(ref _starting) >= 0)
        {
            context.Response.StatusCode = 503;
            await context.Response.WriteAsync("Kibana server is not ready yet.");
            return;
        }

        var (space, api) = path.Split('/') is ["", "s", var named, .. var rest] ? (named, "/" + string.Join('/', rest)) : ("default", path);
        var (status, body) = await AnswerAsync(context.Request, space, api);
        context.Response.StatusCode = status;
        context.Response.ContentType = body.StartsWith('{') && !body.Contains('\n', StringComparison.Ordinal) ? "application/json" : "application/ndjson";
        await context.Response.WriteAsync(body);
    }

    private async Task<(int, string)> AnswerAsync(HttpRequest request, string space, string api)
    {
        if (ApiKey is not null && request.Headers.Authorization != "ApiKey " + ApiKey) return Error(401, "Unauthorized", "security_exception: unable to authenticate");
        if (request.Method == "GET" && api == "/api/status") return (200, new JsonObject { ["name"] = "stand-in", ["version"] = new JsonObject { ["number"] = Version }, ["status"] = new JsonObject { ["overall"] = new JsonObject { ["level"] = "degraded" } } }.ToJsonString());
        if (request.Method == "POST" && !request.Headers.ContainsKey("kbn-xsrf")) return Error(400, "Bad Request", "Request must contain a kbn-xsrf header.");
        if (Refusal is { } refusal) return Error(refusal, "Refused", "by order of the test");
        if (!Spaces.TryGetValue(space, out var objects)) return Error(404, "Not Found", "Not Found");
        return (request.Method, api) switch
        {
            ("POST", "/api/saved_objects/_import") => await ImportAsync(request, objects),
            ("POST", "/api/saved_objects/_export") => await ExportAsync(request, objects),
            _ => Error(404, "Not Found", "Not Found"),
        };
    }

    private async Task<(int, string)> ImportAsync(HttpRequest request, Dictionary<(string Type, string Id), JsonObject> objects)
    {
        if (await FileAsync(request) is not { } file) return Error(415, "Unsupported Media Type", "Unsupported Media Type");
        if (!file.Name.EndsWith(".ndjson", StringComparison.Ordinal)) return Error(400, "Bad Request", $"Invalid file extension {Path.GetExtension(file.Name)}");
        var overwrite = request.Query["overwrite"] == "true";
        var sent = file.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!.AsObject()).ToList();
        lock (_gate)
        {
            var (done, errors) = (new JsonArray(), new JsonArray());
            var there = objects.Keys.Concat(sent.Where(s => Types.Contains((string)s["type"]!)).Select(Key)).ToHashSet();
            var good = new List<JsonObject>();
            foreach (var item in sent)
            {
                if (Fault(item, there, objects, overwrite) is { } error) errors.Add(Told(item, error));
                else good.Add(item);
            }

            // Objects are only created when there is no conflict and no missing reference, and are listed all the same.
            var held = errors.Any(e => (string?)e!["error"]!["type"] is "conflict" or "ambiguous_conflict" or "missing_references");
            foreach (var item in good) done.Add(Result(item, objects, store: !held));
            var answer = new JsonObject { ["successCount"] = done.Count, ["success"] = errors.Count == 0, ["warnings"] = new JsonArray() };
            if (done.Count > 0) answer["successResults"] = done;
            if (errors.Count > 0) answer["errors"] = errors;
            return (200, answer.ToJsonString());
        }
    }

    private JsonObject? Fault(JsonObject item, HashSet<(string, string)> there, Dictionary<(string Type, string Id), JsonObject> objects, bool overwrite)
    {
        if (!Types.Contains((string)item["type"]!)) return new JsonObject { ["type"] = "unsupported_type" };
        var (written, ours) = (System.Version.Parse((string)item["coreMigrationVersion"]!), System.Version.Parse(Version));
        if (written > ours) return new JsonObject { ["type"] = "unknown", ["statusCode"] = 422, ["message"] = $"Document has property coreMigrationVersion which belongs to a more recent version of Kibana [{written}]" };
        var missing = item["references"]!.AsArray().Select(r => (Type: (string)r!["type"]!, Id: (string)r["id"]!)).Where(r => r.Type is "index-pattern" or "search" && !there.Contains(r)).Distinct().ToList();
        if (missing.Count > 0) return new JsonObject { ["type"] = "missing_references", ["references"] = new JsonArray([.. missing.Select(m => new JsonObject { ["type"] = m.Type, ["id"] = m.Id })]) };
        if (objects.ContainsKey(Key(item)) && !overwrite) return new JsonObject { ["type"] = "conflict" };
        return Broken.Contains(Key(item).Id) ? new JsonObject { ["type"] = "unknown", ["statusCode"] = 500, ["message"] = "index [.kibana] blocked" } : null;
    }

    private static JsonObject Result(JsonObject item, Dictionary<(string Type, string Id), JsonObject> objects, bool store)
    {
        var result = new JsonObject { ["type"] = Key(item).Type, ["id"] = Key(item).Id, ["meta"] = new JsonObject { ["title"] = (string?)item["attributes"]!["title"] }, ["managed"] = false };
        if (objects.ContainsKey(Key(item))) result["overwrite"] = true;
        if (store) objects[Key(item)] = item;
        return result;
    }

    private static JsonObject Told(JsonObject item, JsonObject error) => new() { ["type"] = Key(item).Type, ["id"] = Key(item).Id, ["meta"] = new JsonObject { ["title"] = (string?)item["attributes"]!["title"] }, ["error"] = error };

    private static (string Type, string Id) Key(JsonObject item) => ((string)item["type"]!, (string)item["id"]!);

    private async Task<(int, string)> ExportAsync(HttpRequest request, Dictionary<(string Type, string Id), JsonObject> objects)
    {
        using var reader = new StreamReader(request.Body);
        var wanted = JsonNode.Parse(await reader.ReadToEndAsync())!["objects"]!.AsArray().Select(o => Key(o!.AsObject())).ToList();
        lock (_gate)
        {
            var missing = wanted.Where(w => !objects.ContainsKey(w)).Select(w => new JsonObject { ["type"] = w.Type, ["id"] = w.Id, ["error"] = new JsonObject { ["statusCode"] = 404, ["error"] = "Not Found" } }).ToList();
            return missing.Count == 0
                ? (200, string.Join('\n', wanted.Select(w => objects[w].ToJsonString())))
                : (400, new JsonObject { ["statusCode"] = 400, ["error"] = "Bad Request", ["message"] = "Bad Request", ["attributes"] = new JsonObject { ["objects"] = new JsonArray([.. missing]) } }.ToJsonString());
        }
    }

    /// <summary>The form's one file, read as multipart and nothing else.</summary>
    private static async Task<(string Name, string Text)?> FileAsync(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType != "multipart/form-data" || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary) return null;
        var reader = new MultipartReader(boundary, request.Body);
        var part = await reader.ReadNextSectionAsync();
        if (part?.ContentDisposition?.Contains('*', StringComparison.Ordinal) != false || !ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition) || disposition.Name != "file") return null;
        using var text = new StreamReader(part.Body, Encoding.UTF8);
        return (disposition.FileName.Value!.Trim('"'), await text.ReadToEndAsync());
    }

    private static (int, string) Error(int status, string error, string message) => (status, JsonSerializer.Serialize(new { statusCode = status, error, message }));
}
