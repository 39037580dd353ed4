using System.Text.Json;

namespace Monitor.Tests.Storage.Elasticsearch.Spec;

/// <summary>
/// Holds requests and answers against the specification: endpoint, query parameters, and every value of the bodies. It knows shapes, not behaviour:
/// that a field exists, an analyzer resolves or a mapping fits is the stand-in's to refuse.
/// </summary>
internal sealed class SpecChecker
{
    private readonly SpecTypes _types;
    private readonly List<(string Method, string[] Path, JsonElement Endpoint)> _urls = [];

    public SpecChecker(JsonElement schema)
    {
        _types = new SpecTypes(schema.GetProperty("types"));
        foreach (var endpoint in schema.GetProperty("endpoints").EnumerateArray())
            foreach (var url in endpoint.GetProperty("urls").EnumerateArray())
                foreach (var method in url.GetProperty("methods").EnumerateArray())
                    _urls.Add((method.GetString()!, url.GetProperty("path").GetString()!.Trim('/').Split('/'), endpoint));
    }

    /// <param name="path">With its query.</param>
    public IReadOnlyList<string> Request(string method, string path, ReadOnlySpan<byte> body)
    {
        if (Find(method, path) is not { } endpoint) return [$"the specification has no {method} {path}"];
        var errors = new List<string>();
        var request = _types.Get(endpoint.GetProperty("request"));
        CheckQuery(request, path, errors);
        var lines = endpoint.GetProperty("name").GetString() == "bulk";
        if (lines) CheckLines(request, body, errors);
        else if (body.Length > 0 || Required(endpoint)) CheckBody(request, body, "request", errors);
        return errors;
    }

    public IReadOnlyList<string> Response(string method, string path, int status, ReadOnlySpan<byte> body)
    {
        if (Find(method, path) is not { } endpoint) return [];
        var errors = new List<string>();
        if (status is >= 200 and < 300) CheckBody(_types.Get(endpoint.GetProperty("response")), body, "response", errors, partial: path.Contains("filter_path", StringComparison.Ordinal));
        else if (status != 404 || !path.Contains("/_doc/", StringComparison.Ordinal)) _types.Check("_types.ErrorResponseBase", Parse(body), $"error {status}", errors);
        return errors;
    }

    private static bool Required(JsonElement endpoint) => endpoint.TryGetProperty("requestBodyRequired", out var required) && required.GetBoolean();

    private static JsonElement Parse(ReadOnlySpan<byte> body) => body.Length == 0 ? default : JsonDocument.Parse(body.ToArray()).RootElement;

    private JsonElement? Find(string method, string path)
    {
        var parts = path.Split('?')[0].Trim('/').Split('/');
        var fits = _urls.Where(u => u.Method == method && u.Path.Length == parts.Length && u.Path.Zip(parts).All(p => p.First.StartsWith('{') ? !p.Second.StartsWith('_') || p.Second == "_all" : p.First == p.Second)).ToList();
        // A literal part outranks a variable.
        return fits.Count == 0 ? null : fits.MinBy(u => u.Path.Count(p => p.StartsWith('{'))).Endpoint;
    }

    private void CheckQuery(JsonElement request, string path, List<string> errors)
    {
        if (path.Split('?', 2) is not [_, var query]) return;
        var known = _types.Properties(request, "query").ToDictionary(p => p.GetProperty("name").GetString()!, p => p);
        foreach (var pair in query.Split('&'))
        {
            var (name, value) = pair.Split('=', 2) is [var n, var v] ? (n, v) : (pair, "");
            if (name is "filter_path" or "error_trace" or "human" or "pretty") continue;
            if (!known.TryGetValue(name, out var parameter)) errors.Add($"no query parameter [{name}]");
            else if (!_types.FitsText(parameter.GetProperty("type"), value)) errors.Add($"query parameter [{name}] does not take '{value}'");
        }
    }

    private void CheckLines(JsonElement request, ReadOnlySpan<byte> body, List<string> errors)
    {
        var type = request.GetProperty("body").GetProperty("value").GetProperty("value");
        var operation = type.GetProperty("items")[0];
        var i = 0;
        foreach (var range in body.Split((byte)'\n'))
        {
            var line = body[range];
            if (line.Length == 0) continue;
            // Every second line is a document, which is anybody's own.
            if (i++ % 2 == 0) _types.Check(operation, Parse(line), $"line {i}", errors);
            else Parse(line);
        }
    }

    private void CheckBody(JsonElement owner, ReadOnlySpan<byte> bytes, string at, List<string> errors, bool partial = false)
    {
        var value = Parse(bytes);
        var body = owner.GetProperty("body");
        switch (body.GetProperty("kind").GetString())
        {
            case "no_body":
                if (value.ValueKind != JsonValueKind.Undefined && at == "request") errors.Add("a body where none is taken");
                break;
            case "value":
                _types.Check(body.GetProperty("value"), value, at, errors, partial);
                break;
            default:
                _types.CheckProperties([.. _types.Properties(owner, "body")], value, at, errors, partial, open: false);
                break;
        }
    }
}
