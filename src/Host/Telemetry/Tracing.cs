using Monitor.Core.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Monitor.Host.Telemetry;

/// <summary>Sends spans to a collector, when the config names one; otherwise nobody listens and none is made.</summary>
internal static class Tracing
{
    private const string Service = "monitor";

    public static TracerProvider? Start(TracingConfig config) => config.Otlp is not { } address ? null
        : Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(ResourceBuilder.CreateEmpty().AddService(Service, serviceVersion: typeof(Tracing).Assembly.GetName().Version?.ToString(3), autoGenerateServiceInstanceId: false))
            .AddSource(Traces.Name)
            .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(config.Ratio)))
            .AddOtlpExporter(o =>
            {
                o.Endpoint = new Uri(address);
                o.Protocol = OtlpExportProtocol.HttpProtobuf;
                o.Headers = string.Join(',', config.Headers.Select(h => $"{h.Key}={Uri.EscapeDataString(h.Value.Reveal())}"));
            })
            .Build();
}
