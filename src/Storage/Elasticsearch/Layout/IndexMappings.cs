using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Storage.Elasticsearch.Wire;

namespace Monitor.Storage.Elasticsearch.Layout;

/// <summary>
/// Indices that an older template made know nothing of the fields added since, and being strict would refuse every document that has one. Fields
/// are only ever added, so their mappings are brought up to date in place; their documents stay as they are.
/// </summary>
internal static class IndexMappings
{
    /// <summary>Indices and streams whose mapping is older than this build's, each with the fields it lacks.</summary>
    public static async Task<IReadOnlyList<SetupPart>> OutdatedAsync(ElasticClient client, ArchiveConfig config, CancellationToken ct)
    {
        var names = new Names(config.Prefix);
        return
        [
            .. await OlderAsync(client, names.Prefix + "-posts-*", Mappings.Posts(config.Analyzer), ct),
            .. Joined(names.Probes, await OlderAsync(client, names.Probes, Mappings.Probes(), ct)),
            .. Joined(names.AlertEvents, await OlderAsync(client, names.AlertEvents, Mappings.AlertEvents(config.Analyzer), ct)),
        ];
    }

    /// <summary>Indices behind the name; none when nothing was written yet. One of a newer build is newer, not older.</summary>
    private static async Task<List<SetupPart>> OlderAsync(ElasticClient client, string name, JsonObject wanted, CancellationToken ct)
    {
        try
        {
            using var reply = await client.GetAsync(name + "/_mapping", ct);
            return [.. reply.Root.EnumerateObject().Where(i => Version(i.Value) < Templates.Version).OrderBy(i => i.Name, StringComparer.Ordinal)
                .Select(i => new SetupPart(i.Name + "/_mapping", new JsonObject { ["_meta"] = Templates.Meta(), ["properties"] = Lacking(Properties(i.Value.GetProperty("mappings")), wanted["properties"]!.AsObject()) }))];
        }
        catch (ElasticException e) when (e.Fault == ElasticFault.Missing)
        {
            return [];
        }
    }

    /// <summary>A stream is told once for all indices behind it; the oldest lacks most.</summary>
    private static IEnumerable<SetupPart> Joined(string stream, List<SetupPart> behind) => behind.Take(1).Select(first => new SetupPart(stream + "/_mapping", first.Body));

    /// <summary>Only what is not there: of a field that is, an analyzer changed in between could not be changed here and would fail the whole.</summary>
    private static JsonObject Lacking(JsonElement? have, JsonObject wanted)
    {
        var lacking = new JsonObject();
        foreach (var (name, mapping) in wanted)
        {
            if (have is not { } there || !there.TryGetProperty(name, out var field)) lacking[name] = mapping!.DeepClone();
            else if (mapping!["properties"] is JsonObject inner && Lacking(Properties(field), inner) is { Count: > 0 } rest) lacking[name] = new JsonObject { ["properties"] = rest };
        }

        return lacking;
    }

    private static JsonElement? Properties(JsonElement at) => at.TryGetProperty("properties", out var properties) ? properties : null;

    /// <summary>The first templates wrote none.</summary>
    private static int Version(JsonElement index) =>
        index.TryGetProperty("mappings", out var mappings) && mappings.TryGetProperty("_meta", out var meta) && meta.TryGetProperty("version", out var version) && version.TryGetInt32(out var number) ? number : 1;
}
