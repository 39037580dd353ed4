using System.Text.Json;
using Monitor.Core.Probes;
using Monitor.Storage.Sqlite;

namespace Monitor.Storage.Elasticsearch.Layout;

/// <summary>A probe result between its record and its document, in the words of Heartbeat where it has one.</summary>
internal static class ProbeDocument
{
    public static void Write(Utf8JsonWriter w, ProbeResult r)
    {
        w.WriteStartObject();
        w.WriteString("@timestamp", PostDocument.Time(r.At));
        w.WriteStartObject("ecs");
        w.WriteString("version", PostDocument.EcsVersion);
        w.WriteEndObject();
        w.WriteStartObject("event");
        w.WriteString("kind", "metric");
        w.WriteString("category", "network");
        w.WriteString("outcome", r.State switch { ProbeState.Up or ProbeState.Degraded => "success", ProbeState.Down => "failure", _ => "unknown" });
        w.WriteString("dataset", "monitor.probes");
        if (r.Timings is { } t) w.WriteNumber("duration", (long)(t.Total * 1_000_000));
        w.WriteEndObject();
        w.WriteStartObject("monitor");
        w.WriteString("id", r.TargetId);
        // Heartbeat knows up and down; what could not be told is neither.
        if (r.State != ProbeState.Unknown) w.WriteString("status", r.State == ProbeState.Down ? "down" : "up");
        if (r.Timings is { } timings) Micro(w, "duration", timings.Total);
        w.WriteEndObject();
        w.WriteStartObject("summary");
        w.WriteNumber("up", r.State is ProbeState.Up or ProbeState.Degraded ? 1 : 0);
        w.WriteNumber("down", r.State == ProbeState.Down ? 1 : 0);
        w.WriteEndObject();
        if (r.Timings is { } phases) WritePhases(w, phases);
        WriteTls(w, r.Timings?.Tls, r.Certificate);
        if (r.Status is { } status) WriteStatus(w, status, r.Timings);
        else if (r.Timings is { FirstByte: not null }) WriteStatus(w, null, r.Timings);
        if (r.State is ProbeState.Down or ProbeState.Degraded && r.Message is { } message)
        {
            w.WriteStartObject("error");
            if (r.FailedPhase is { } phase) w.WriteString("type", phase);
            w.WriteString("message", message);
            w.WriteEndObject();
        }

        w.WriteStartObject("probe");
        w.WriteString("state", r.State.ToString().ToLowerInvariant());
        if (r.Findings.Count > 0) WriteFindings(w, r.Findings);
        if (r.Certificate is { } certificate) w.WriteNumber("certificate_days", Math.Round((certificate.NotAfter - r.At).TotalDays, 1));

        w.WritePropertyName("result");
        w.WriteRawValue(Json.Write(r), skipInputValidation: true);
        w.WriteEndObject();
        w.WriteEndObject();
    }

    public static ProbeResult Read(JsonElement source) => Json.Read<ProbeResult>(source.GetProperty("probe").GetProperty("result").GetRawText());

    private static void WritePhases(Utf8JsonWriter w, PhaseTimings t)
    {
        if (t.Dns is { } dns) Nested(w, dns, "resolve", "rtt");
        if (t.Connect is { } connect) Nested(w, connect, "tcp", "rtt", "connect");
    }

    private static void WriteTls(Utf8JsonWriter w, double? handshake, ServerCertificate? certificate)
    {
        if (handshake is null && certificate is null) return;
        w.WriteStartObject("tls");
        if (handshake is { } ms) Nested(w, ms, "rtt", "handshake");
        if (certificate is { } c)
        {
            w.WriteStartObject("server");
            w.WriteStartObject("x509");
            w.WriteString("not_before", PostDocument.Time(c.NotBefore));
            w.WriteString("not_after", PostDocument.Time(c.NotAfter));
            Named(w, "subject", c.Name);
            Named(w, "issuer", c.Issuer);
            w.WriteEndObject();
            w.WriteEndObject();
        }

        w.WriteEndObject();
    }

    private static void Named(Utf8JsonWriter w, string whose, string name)
    {
        w.WriteStartObject(whose);
        w.WriteString("common_name", name);
        w.WriteEndObject();
    }

    /// <summary>All codes; those that are more than a remark; and the worst of them.</summary>
    private static void WriteFindings(Utf8JsonWriter w, IReadOnlyList<Finding> findings)
    {
        Codes("findings", findings);
        var issues = findings.Where(f => f.Severity > FindingSeverity.Info).ToList();
        if (issues.Count > 0) Codes("issues", issues);
        w.WriteString("severity", findings.Max(f => f.Severity).ToString().ToLowerInvariant());

        void Codes(string name, IReadOnlyList<Finding> of)
        {
            w.WriteStartArray(name);
            foreach (var finding in of) w.WriteStringValue(finding.Code);
            w.WriteEndArray();
        }
    }

    private static void WriteStatus(Utf8JsonWriter w, int? status, PhaseTimings? t)
    {
        w.WriteStartObject("http");
        if (status is { } code)
        {
            w.WriteStartObject("response");
            w.WriteNumber("status_code", code);
            w.WriteEndObject();
        }

        if (t is not null)
        {
            w.WriteStartObject("rtt");
            Micro(w, "total", t.Total);
            if (t.FirstByte is { } first) Micro(w, "response_header", first);
            if (t.Body is { } body) Micro(w, "content", body);
            w.WriteEndObject();
        }

        w.WriteEndObject();
    }

    private static void Nested(Utf8JsonWriter w, double ms, params ReadOnlySpan<string> path)
    {
        foreach (var name in path) w.WriteStartObject(name);
        w.WriteNumber("us", (long)(ms * 1000));
        foreach (var _ in path) w.WriteEndObject();
    }

    private static void Micro(Utf8JsonWriter w, string name, double ms) => Nested(w, ms, name);
}
