using Monitor.Host.Configuration;
using Monitor.Host.Configuration.Binding;

namespace Monitor.Host.Telemetry;

/// <summary>What the sections `metrics` and `tracing` need of themselves.</summary>
internal static class TelemetryRules
{
    private const int ShortestKey = 16;

    public static void Check(MonitorConfig config, BindContext context)
    {
        if (config.Metrics.Key is { } key && key.Reveal().Length < ShortestKey) Fail("metrics.key", $"expected a key of at least {ShortestKey} characters");
        var tracing = config.Tracing;
        if (tracing.Otlp is { } address && !(Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url is { UserInfo: "", Fragment: "" } && url.AbsolutePath.Length > 1))
            Fail("tracing.otlp", $"expected an address with its path, such as http://otel:4318/v1/traces, found '{address}'");
        if (tracing.Otlp is null && tracing.Headers.Count > 0) Fail("tracing.headers", "expected tracing.otlp beside them");
        foreach (var name in tracing.Headers.Keys.Where(n => n.Length == 0 || !n.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')))
            Fail($"tracing.headers.{name}", "expected the name of a header: letters, digits, - and _");

        void Fail(string where, string expected) => context.Fail(context.LineOf(where), where, expected);
    }
}
