using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Storage.Elasticsearch;

public enum ArchiveKind { Store, Elasticsearch }

/// <summary>Where posts and probe results are kept for long; read from <c>storage.archive</c>.</summary>
public sealed record ArchiveConfig : IValidatableObject
{
    /// <summary>The judge's look-back and a day for what is late.</summary>
    private static readonly TimeSpan LeastWindow = TimeSpan.FromDays(2);

    [Description("store: all in the store, SQLite or PostgreSQL. elasticsearch: the last days there, everything in Elasticsearch 8 or 9; the other keys below concern it alone.")]
    public ArchiveKind Kind { get; init; } = ArchiveKind.Store;

    [Description("Addresses of two or three nodes or of a load balancer, such as https://es1.example.cn:9200. Nodes are never discovered.")]
    public IReadOnlyList<string> Nodes { get; init; } = [];

    [Description("File with the encoded API key (the `encoded` value Elasticsearch answers); read again when it changes.")]
    public string? ApiKeyFile { get; init; }

    [Description("PEM file of the authority that signed the nodes' certificates; absent = those of the machine.")]
    public string? CaFile { get; init; }

    [Description("SHA-256 of any certificate in the nodes' chain, hex with or without colons, in place of caFile."), RegularExpression("^[0-9A-Fa-f]{2}([:-]?[0-9A-Fa-f]{2}){31}$")]
    public string? Fingerprint { get; init; }

    [Description("Begins the name of every index, template and policy, so that districts can share a cluster."), RegularExpression("^[a-z][a-z0-9-]{0,40}$")]
    public string Prefix { get; init; } = "monitor";

    [Description("Analyzer of post texts for those who search in Kibana: zh_bigram and zh_bi_uni come with the templates; another, such as ik_max_word, must be installed on every node."), RegularExpression("^[A-Za-z0-9_.-]{1,80}$")]
    public string Analyzer { get; init; } = "zh_bigram";

    [Description("Copies of each shard besides the first; 0 for a single node."), Range(0, 5)]
    public int Replicas { get; init; } = 1;

    [Description("How soon what was written can be found."), Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Refresh { get; init; } = TimeSpan.FromSeconds(5);

    [Description("Elasticsearch deletes indices of posts whose month began longer ago than this; keepPosts deletes the posts themselves earlier.")]
    public TimeSpan DropPosts { get; init; } = TimeSpan.FromDays(400);

    [Description("Elasticsearch deletes probe results and alert history older than this.")]
    public TimeSpan DropStreams { get; init; } = TimeSpan.FromDays(90);

    [Description("Requests and answers are compressed.")]
    public bool Gzip { get; init; } = true;

    [Description("Limit of one request; of a bulk request it is twice this.")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    [Description("Major version in the compatibility header; 0 sends none."), Range(0, 9)]
    public int Compatibility { get; init; } = 8;

    [Description("A bulk request is sent at this many bytes before compression."), Range(64 * 1024, 90 * 1024 * 1024)]
    public int BulkBytes { get; init; } = 5 * 1024 * 1024;

    [Description("Or at this many documents."), Range(1, 10_000)]
    public int BulkDocuments { get; init; } = 1_000;

    [Description("The last days, which the store beside keeps and answers by itself.")]
    public TimeSpan Window { get; init; } = TimeSpan.FromDays(3);

    [Description("While Elasticsearch is away so many changes may wait; beyond, sources are not read until it is back. Nothing is dropped."), Range(10_000, 100_000_000)]
    public int SpoolLimit { get; init; } = 2_000_000;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Kind == ArchiveKind.Store) yield break;
        if (Nodes.Count == 0) yield return new ValidationResult("expected at least one address", [nameof(Nodes)]);
        foreach (var node in Nodes.Where(n => !IsNode(n)))
            yield return new ValidationResult($"expected an address such as https://es1.example.cn:9200 without path or user, found '{node}'", [nameof(Nodes)]);
        if (CaFile is not null && Fingerprint is not null) yield return new ValidationResult("expected caFile or fingerprint, not both", [nameof(Fingerprint)]);
        if (Window < LeastWindow) yield return new ValidationResult("expected at least 2d: the judge looks back one day", [nameof(Window)]);
        if (Timeout < TimeSpan.FromSeconds(1)) yield return new ValidationResult("expected at least 1s", [nameof(Timeout)]);
        if (DropPosts < TimeSpan.FromDays(32)) yield return new ValidationResult("expected at least 32d: an index holds a month", [nameof(DropPosts)]);
        if (DropStreams < TimeSpan.FromDays(8)) yield return new ValidationResult("expected at least 8d: a stream begins a new index each week", [nameof(DropStreams)]);
    }

    private static bool IsNode(string node) =>
        Uri.TryCreate(node, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https") && url.AbsolutePath == "/" && url.UserInfo.Length == 0 && url.Query.Length == 0;
}
