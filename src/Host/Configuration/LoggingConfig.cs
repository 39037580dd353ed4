using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Monitor.Core.Security;
using Serilog.Events;

namespace Monitor.Host.Configuration;

/// <summary>What is logged and where it goes beside standard output, which it always goes to.</summary>
internal sealed record LoggingConfig
{
    [Description("The least level that is logged; in force at once when changed.")]
    public LogEventLevel Level { get; init; } = LogEventLevel.Information;

    [Description("Other levels for namespaces, such as Monitor.Collectors: debug; the longest that fits counts. In force at once when changed.")]
    public IReadOnlyDictionary<string, LogEventLevel> Namespaces { get; init; } = new Dictionary<string, LogEventLevel>();

    [Description("service.environment of every line, such as production; absent = DOTNET_ENVIRONMENT.")]
    public string? Environment { get; init; }

    [Description("Straight to Elasticsearch, for where no Elastic Agent reads standard output.")]
    public ElasticLogConfig Elasticsearch { get; init; } = new();

    [Description("To an OpenTelemetry collector.")]
    public OtlpLogConfig Otlp { get; init; } = new();
}

internal sealed record ElasticLogConfig
{
    [Description("Log lines are also written to the data stream logs-monitor.app-NAMESPACE.")]
    public bool Enabled { get; init; }

    [Description("Last part of the data stream's name."), RegularExpression("^[a-z0-9][a-z0-9_.]{0,99}$")]
    public string Namespace { get; init; } = "default";

    [Description("The least level that is sent.")]
    public LogEventLevel Level { get; init; } = LogEventLevel.Information;

    [Description("Addresses; absent = those of storage.archive, with its key and authority.")]
    public IReadOnlyList<string> Nodes { get; init; } = [];

    [Description("File with the encoded API key; absent = that of storage.archive.")]
    public string? ApiKeyFile { get; init; }

    [Description("PEM file of the authority that signed the nodes' certificates; absent = that of storage.archive.")]
    public string? CaFile { get; init; }

    [Description("While Elasticsearch is away so many lines wait in memory; beyond, the oldest of the lowest level are dropped and counted."), Range(100, 1_000_000)]
    public int QueueLines { get; init; } = 10_000;

    [Description("Or so many bytes."), Range(64 * 1024, 1 << 30)]
    public int QueueBytes { get; init; } = 16 * 1024 * 1024;

    [Description("How long the end of the service may wait for the last lines."), Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan FlushLimit { get; init; } = TimeSpan.FromSeconds(5);
}

internal enum OtlpWire { HttpProtobuf, Grpc }

internal sealed record OtlpLogConfig
{
    [Description("Address of the collector, such as http://otel:4318; absent = nothing is sent.")]
    public string? Endpoint { get; init; }

    [Description("httpProtobuf or grpc.")]
    public OtlpWire Protocol { get; init; } = OtlpWire.HttpProtobuf;

    [Description("Headers of every request, such as Authorization; each a secret.")]
    public IReadOnlyDictionary<string, Secret> Headers { get; init; } = new Dictionary<string, Secret>();

    [Description("The least level that is sent.")]
    public LogEventLevel Level { get; init; } = LogEventLevel.Information;
}
