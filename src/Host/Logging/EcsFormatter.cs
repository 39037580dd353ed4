using System.Globalization;
using System.Text.Json;
using Serilog.Events;
using Serilog.Formatting;

namespace Monitor.Host.Logging;

/// <summary>One JSON object a line in Elastic Common Schema names. Property values are written as text, so one field never has two types in an index.</summary>
internal sealed class EcsFormatter : ITextFormatter
{
    public void Format(LogEvent logEvent, TextWriter output)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("@timestamp", logEvent.Timestamp.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
            json.WriteString("log.level", logEvent.Level.ToString().ToLowerInvariant());
            json.WriteString("message", logEvent.RenderMessage(CultureInfo.InvariantCulture));
            json.WriteString("ecs.version", "8.11.0");
            json.WriteString("service.name", "monitor");
            WriteProperties(json, logEvent);
            if (logEvent.Exception is { } e) WriteError(json, e);
            json.WriteEndObject();
        }

        output.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private static void WriteProperties(Utf8JsonWriter json, LogEvent logEvent)
    {
        if (logEvent.Properties.TryGetValue("SourceContext", out var logger)) json.WriteString("log.logger", Text(logger));
        json.WriteStartObject("labels");
        foreach (var (name, value) in logEvent.Properties)
            if (name != "SourceContext") json.WriteString(name, Text(value));
        json.WriteEndObject();
    }

    private static void WriteError(Utf8JsonWriter json, Exception e)
    {
        json.WriteString("error.type", e.GetType().FullName);
        json.WriteString("error.message", e.Message);
        json.WriteString("error.stack_trace", e.ToString());
    }

    private static string Text(LogEventPropertyValue value) => value is ScalarValue { Value: var raw } ? Convert.ToString(raw, CultureInfo.InvariantCulture) ?? "" : value.ToString();
}
