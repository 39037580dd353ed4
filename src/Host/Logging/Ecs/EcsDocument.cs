using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Monitor.Host.Logging.Masking;
using Serilog.Events;
using Serilog.Formatting.Display;

namespace Monitor.Host.Logging.Ecs;

/// <summary>Writes the fields: "@timestamp", "log.level" and "message" first, names with dots as they are, everything of an event's own below `labels`.</summary>
internal static class EcsDocument
{
    /// <summary>Version of the schema the names are of.</summary>
    public const string Version = "8.11.0";

    private static readonly MessageTemplateTextFormatter Words = new("{Message:lj}", CultureInfo.InvariantCulture);
    private const int LongestMessage = 16_000;
    private const int LongestStack = 32_000;

    public static void Write(IBufferWriter<byte> output, LogEvent e, EcsService service)
    {
        using var json = new Utf8JsonWriter(output, EcsFormatter.Writing);
        json.WriteStartObject();
        json.WriteString("@timestamp", e.Timestamp.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        json.WriteString("log.level", Level(e.Level));
        json.WriteString("message", EcsText.Cut(Message(e), LongestMessage));
        json.WriteString("ecs.version", Version);
        if (Text(e, "SourceContext") is { } logger) json.WriteString("log.logger", EcsText.Cut(logger, EcsLabels.Longest));
        WriteService(json, service);
        json.WriteString("event.dataset", EcsService.Dataset);
        WriteEventId(json, e);
        if (e.TraceId is { } trace) json.WriteString("trace.id", trace.ToHexString());
        if (e.SpanId is { } span) json.WriteString("span.id", span.ToHexString());
        if (Text(e, OriginEnricher.Transaction) is { } transaction) json.WriteString("transaction.id", transaction);
        json.WriteNumber("process.pid", service.Process);
        if (Text(e, OriginEnricher.Thread) is { } thread) json.WriteString("process.thread.name", thread);
        if (e.Exception is { } error) WriteError(json, error);
        EcsLabels.Write(json, e);
        json.WriteEndObject();
    }

    /// <summary>Texts without quotes, as people read them.</summary>
    private static string Message(LogEvent e)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        Words.Format(e, text);
        return text.ToString();
    }

    private static string Level(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose => "trace",
        LogEventLevel.Debug => "debug",
        LogEventLevel.Information => "info",
        LogEventLevel.Warning => "warn",
        LogEventLevel.Error => "error",
        _ => "fatal",
    };

    private static void WriteService(Utf8JsonWriter json, EcsService service)
    {
        json.WriteString("service.name", service.Name);
        json.WriteString("service.version", service.Version);
        if (service.Environment is { Length: > 0 } environment) json.WriteString("service.environment", environment);
        json.WriteString("service.node.name", service.Node);
    }

    /// <summary>What the framework gives as number and name of a kind of event.</summary>
    private static void WriteEventId(Utf8JsonWriter json, LogEvent e)
    {
        if (!e.Properties.TryGetValue("EventId", out var value) || value is not StructureValue id) return;
        foreach (var part in id.Properties)
        {
            if (part is { Name: "Id", Value: ScalarValue { Value: int number } }) json.WriteString("event.code", number.ToString(CultureInfo.InvariantCulture));
            if (part is { Name: "Name", Value: ScalarValue { Value: string name } }) json.WriteString("event.action", EcsText.Cut(name, EcsLabels.Longest));
        }
    }

    private static void WriteError(Utf8JsonWriter json, Exception e)
    {
        json.WriteString("error.type", e is MaskedException masked ? masked.Original : e.GetType().FullName);
        json.WriteString("error.message", EcsText.Cut(e.Message, LongestMessage));
        json.WriteString("error.stack_trace", EcsText.Cut(e.ToString(), LongestStack));
    }

    private static string? Text(LogEvent e, string name) => e.Properties.TryGetValue(name, out var value) && value is ScalarValue { Value: string text } ? text : null;
}
