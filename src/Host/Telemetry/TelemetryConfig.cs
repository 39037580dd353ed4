using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Monitor.Core.Security;

namespace Monitor.Host.Telemetry;

internal sealed record MetricsConfig
{
    [Description("Key with which a Prometheus reads /metrics, as env:NAME or file:/path, at least 16 characters; absent = admins and API keys of that role only.")]
    public Secret? Key { get; init; }

    [Description("Whoever reaches the service may read /metrics.")]
    public bool Open { get; init; }

    [Description("Figures of checks and reads by target and source too: as many more lines as there are of them.")]
    public bool PerTarget { get; init; }
}

internal sealed record TracingConfig
{
    [Description("Address of an OpenTelemetry collector for traces by OTLP over HTTP, such as http://otel:4318/v1/traces; absent = no traces are made. Taken at the start.")]
    public string? Otlp { get; init; }

    [Description("Share of ways that are traced, above 0, at most 1."), Range(0.0001, 1.0)]
    public double Ratio { get; init; } = 1;

    [Description("Headers of every request, such as Authorization; each a secret.")]
    public IReadOnlyDictionary<string, Secret> Headers { get; init; } = new Dictionary<string, Secret>();
}
