using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Storage.Elasticsearch.Layout;
using Monitor.Storage.Elasticsearch.Wire;

namespace Monitor.Storage.Elasticsearch;

/// <summary>One thing looked at; <paramref name="Detail"/> says what to do where it is not right.</summary>
public sealed record ElasticCheck(string Name, bool Ok, string Detail);

/// <summary>What an administrator does with the cluster, without the service.</summary>
public static class ElasticAdmin
{
    private static readonly string[] StreamRights = ["create_doc", "auto_configure", "index", "read", "view_index_metadata", "delete", "maintenance"];
    private static readonly string[] PostRights = ["create_index", "index", "read", "view_index_metadata", "delete", "maintenance"];

    /// <summary>Puts policies and templates that are missing or older.</summary>
    /// <param name="keyFile">Key with the rights manage_ilm and manage_index_templates, in place of the service's own.</param>
    public static async Task<IReadOnlyList<SetupStep>> SetupAsync(ArchiveConfig config, string? keyFile, TimeProvider time, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(config);
        using var client = new ElasticClient(keyFile is null ? config : config with { ApiKeyFile = keyFile }, time);
        if (await Product.TroubleAsync(client, ct) is { } trouble) throw new StoreException(trouble);
        return await Setup.ApplyAsync(client, config, ct);
    }

    /// <summary>Product, version, templates and the rights of the service's key.</summary>
    public static async Task<IReadOnlyList<ElasticCheck>> CheckAsync(ArchiveConfig config, TimeProvider time, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(config);
        using var client = new ElasticClient(config, time);
        return
        [
            await LookAsync("server", async () => await Product.TroubleAsync(client, ct) is { } trouble ? new("server", false, trouble) : new("server", true, "Elasticsearch " + (await Product.VersionAsync(client, ct)).Version)),
            await LookAsync("templates", async () => await Setup.LackingAsync(client, config, ct) is { Count: > 0 } lacking
                ? new("templates", false, $"missing or older: {string.Join(", ", lacking)}; run monitor elastic setup --key FILE with an administrator's key")
                : new("templates", true, $"version {Templates.Version}")),
            await LookAsync("rights", () => RightsAsync(client, new Names(config.Prefix), ct)),
        ];
    }

    /// <summary>Sends recorded exchanges in order and tells where status or form of an answer differ from the record.</summary>
    public static async Task<IReadOnlyList<string>> ReplayAsync(ArchiveConfig config, string file, TimeProvider time, CancellationToken ct)
    {
        using var client = new ElasticClient(config, time);
        var differences = new List<string>();
        var line = 0;
        foreach (var exchange in ExchangeRecorder.Read(file))
        {
            line++;
            var (status, body) = await client.SendAgainAsync(exchange, ct);
            if (status != exchange.Status) differences.Add($"line {line}: {exchange.Method} {exchange.Path} answers {status}, recorded was {exchange.Status}: {body}");
            else if (Form(body) is var now && Form(exchange.Response) is var then && now != then) differences.Add($"line {line}: {exchange.Method} {exchange.Path} has the form {now}, recorded was {then}");
        }

        return differences;
    }

    private static async Task<ElasticCheck> LookAsync(string name, Func<Task<ElasticCheck>> look)
    {
        try
        {
            return await look();
        }
        catch (Exception e) when (e is ElasticException or StoreException)
        {
            return new ElasticCheck(name, false, e.Message);
        }
    }

    private static async Task<ElasticCheck> RightsAsync(ElasticClient client, Names names, CancellationToken ct)
    {
        var body = new JsonObject
        {
            ["cluster"] = new JsonArray("monitor"),
            ["index"] = new JsonArray(Wanted([names.Posts, names.Prefix + "-posts-*"], PostRights), Wanted([names.Prefix + "-probes-*", names.Prefix + "-alertevents-*"], StreamRights)),
        };
        using var reply = await client.PostAsync("_security/user/_has_privileges", body, ct);
        if (reply.Root.GetProperty("has_all_requested").GetBoolean()) return new ElasticCheck("rights", true, "the key may write, read and delete what is Monitor's");
        var lacking = reply.Root.GetProperty("index").EnumerateObject().SelectMany(i => i.Value.EnumerateObject().Where(p => !p.Value.GetBoolean()).Select(p => $"{p.Name} on {i.Name}"))
            .Concat(reply.Root.GetProperty("cluster").EnumerateObject().Where(p => !p.Value.GetBoolean()).Select(p => $"{p.Name} on the cluster"));
        return new ElasticCheck("rights", false, "the key lacks " + string.Join(", ", lacking));

        static JsonObject Wanted(string[] indices, string[] rights) => new() { ["names"] = Of(indices), ["privileges"] = Of(rights) };
        static JsonArray Of(string[] words) => [.. words.Select(w => JsonValue.Create(w))];
    }

    /// <summary>Names of the outer members, of which a wrong one would show that the answer is another.</summary>
    private static string Form(string? body)
    {
        if (body is null) return "";
        using var parsed = JsonDocument.Parse(body);
        var form = new StringBuilder();
        if (parsed.RootElement.ValueKind == JsonValueKind.Object) form.AppendJoin(',', parsed.RootElement.EnumerateObject().Select(m => m.Name).Where(n => n is not ("pit_id" or "max_score")).Order(StringComparer.Ordinal));
        return form.ToString();
    }
}
