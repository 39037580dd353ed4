using System.Globalization;
using System.Text.Json;
using Monitor.Storage.Elasticsearch.Wire;

namespace Monitor.Storage.Elasticsearch.Layout;

/// <summary>Whether what answers is an Elasticsearch this build was made for.</summary>
internal static class Product
{
    private const int Oldest = 8;

    /// <returns>Null when all is well.</returns>
    public static async Task<string?> TroubleAsync(ElasticClient client, CancellationToken ct)
    {
        var (version, genuine) = await VersionAsync(client, ct);
        if (version is null || !genuine) return "what answers at storage.archive.nodes is not Elasticsearch (no X-Elastic-Product header)";
        var major = version.Split('.')[0];
        return int.TryParse(major, CultureInfo.InvariantCulture, out var number) && number >= Oldest ? null : $"Elasticsearch {version} is too old: 8 or 9 is needed";
    }

    public static async Task<(string? Version, bool Genuine)> VersionAsync(ElasticClient client, CancellationToken ct)
    {
        using var reply = await client.GetAsync("", ct);
        var version = reply.Root.ValueKind == JsonValueKind.Object && reply.Root.TryGetProperty("version", out var v) && v.TryGetProperty("number", out var n) ? n.GetString() : null;
        return (version, reply.IsElasticsearch);
    }
}
