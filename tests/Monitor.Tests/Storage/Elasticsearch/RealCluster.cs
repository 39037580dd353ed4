using System.Text.Json.Nodes;
using Monitor.Storage.Elasticsearch;
using Monitor.Storage.Elasticsearch.Layout;
using Monitor.Storage.Elasticsearch.Wire;

namespace Monitor.Tests.Storage.Elasticsearch;

/// <summary>
/// A cluster named by MONITOR_TEST_ELASTICSEARCH (with MONITOR_TEST_ELASTICSEARCH_KEY and _CA, both files). Each test has names of its own there and
/// takes everything away at its end. The key needs manage_ilm, manage_index_templates and all rights on mt-*.
/// </summary>
internal sealed class RealCluster : IAsyncDisposable
{
    private RealCluster(string nodes)
    {
        Config = new ArchiveConfig
        {
            Kind = ArchiveKind.Elasticsearch,
            Nodes = nodes.Split(','),
            ApiKeyFile = Environment.GetEnvironmentVariable("MONITOR_TEST_ELASTICSEARCH_KEY"),
            CaFile = Environment.GetEnvironmentVariable("MONITOR_TEST_ELASTICSEARCH_CA"),
            Prefix = "mt-" + Guid.NewGuid().ToString("N")[..12],
            Replicas = 0,
            // Only the tests' own refreshes shall show what was written.
            Refresh = TimeSpan.FromMinutes(10),
        };
    }

    public ArchiveConfig Config { get; }

    public static RealCluster? FromEnvironment() =>
        Environment.GetEnvironmentVariable("MONITOR_TEST_ELASTICSEARCH") is { Length: > 0 } nodes ? new RealCluster(nodes) : null;

    public async ValueTask DisposeAsync()
    {
        using var client = new ElasticClient(Config, TimeProvider.System);
        var names = new Names(Config.Prefix);
        foreach (var index in await IndicesAsync(client, names)) await DropAsync(client, index);
        foreach (var stream in new[] { names.Probes, names.AlertEvents }) await DropAsync(client, "_data_stream/" + stream);
        foreach (var part in Templates.All(Config).Reverse()) await DropAsync(client, part.Path);
    }

    private static async Task<IEnumerable<string>> IndicesAsync(ElasticClient client, Names names)
    {
        try
        {
            using var reply = await client.GetAsync("_alias/" + names.Posts, default);
            return JsonNode.Parse(reply.Root.GetRawText())!.AsObject().Select(i => i.Key).ToList();
        }
        catch (ElasticException e) when (e.Fault == ElasticFault.Missing)
        {
            return [];
        }
    }

    private static async Task DropAsync(ElasticClient client, string path)
    {
        try
        {
            (await client.DeleteAsync(path, null, default)).Dispose();
        }
        catch (ElasticException e) when (e.Fault == ElasticFault.Missing)
        {
            // The test never made it.
        }
    }
}
