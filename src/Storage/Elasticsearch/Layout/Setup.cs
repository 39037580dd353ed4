using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Storage.Elasticsearch.Wire;

namespace Monitor.Storage.Elasticsearch.Layout;

/// <param name="State">created, updated, current, newer, or foreign: something of that name that is not Monitor's and was left alone.</param>
public sealed record SetupStep(string Path, string State);

/// <summary>
/// Puts policies and templates where they are missing or older than this build's; what is current is left alone, and what a newer build put is
/// never replaced. Needs an administrator's key (manage_ilm, manage_index_templates); the service's own has no such rights.
/// </summary>
internal static class Setup
{
    private const int Foreign = -1;

    public static async Task<IReadOnlyList<SetupStep>> ApplyAsync(ElasticClient client, ArchiveConfig config, CancellationToken ct)
    {
        var steps = new List<SetupStep>();
        foreach (var part in Templates.All(config))
        {
            var state = State(await VersionAsync(client, part.Path, ct));
            if (state is "created" or "updated") await PutAsync(client, part, ct);
            steps.Add(new SetupStep(part.Path, state));
        }

        // After the templates: an index made meanwhile is new already.
        foreach (var index in await IndexMappings.OutdatedAsync(client, config, ct))
        {
            await PutAsync(client, index, ct);
            steps.Add(new SetupStep(index.Path, "updated"));
        }

        return steps;
    }

    /// <summary>Templates that are missing or older, and indices an older one made. Nothing may be written before they are put: an index made without them would guess its fields.</summary>
    public static async Task<IReadOnlyList<string>> LackingAsync(ElasticClient client, ArchiveConfig config, CancellationToken ct)
    {
        var lacking = new List<string>();
        foreach (var part in Templates.All(config).Where(p => !p.Path.StartsWith("_ilm", StringComparison.Ordinal)))
            if (await VersionAsync(client, part.Path, ct) is not { } version || version < Templates.Version) lacking.Add(part.Path);
        if (lacking.Count == 0) lacking.AddRange((await IndexMappings.OutdatedAsync(client, config, ct)).Select(i => i.Path));
        return lacking;
    }

    private static string State(int? version) => version switch
    {
        null => "created",
        Foreign => "foreign",
        < Templates.Version => "updated",
        Templates.Version => "current",
        _ => "newer",
    };

    private static async Task PutAsync(ElasticClient client, SetupPart part, CancellationToken ct)
    {
        using var reply = await client.PutAsync(part.Path, part.Body, ct);
        if (!reply.Root.TryGetProperty("acknowledged", out var done) || !done.GetBoolean())
            throw new ElasticException(ElasticFault.Away, $"PUT {part.Path}: not acknowledged by all nodes in time; run it again");
    }

    /// <summary>Version in `_meta` of what stands there; null of nothing.</summary>
    private static async Task<int?> VersionAsync(ElasticClient client, string path, CancellationToken ct)
    {
        try
        {
            using var reply = await client.GetAsync(path, ct);
            return Meta(reply.Root, path) is { } meta && meta.TryGetProperty("managed_by", out var by) && by.GetString() == "monitor" ? meta.GetProperty("version").GetInt32() : Foreign;
        }
        catch (ElasticException e) when (e.Fault == ElasticFault.Missing)
        {
            return null;
        }
    }

    private static JsonElement? Meta(JsonElement root, string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        var holder = path.Split('/')[0] switch
        {
            "_ilm" => root.GetProperty(name).GetProperty("policy"),
            "_component_template" => root.GetProperty("component_templates")[0].GetProperty("component_template"),
            _ => root.GetProperty("index_templates")[0].GetProperty("index_template"),
        };
        return holder.TryGetProperty("_meta", out var meta) ? meta : null;
    }
}
