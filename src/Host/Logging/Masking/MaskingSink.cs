using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;

namespace Monitor.Host.Logging.Masking;

/// <summary>
/// The one gate before all sinks: words of the template, properties and exceptions pass it without secrets and personal data. What cannot be masked is
/// not shown.
/// </summary>
internal sealed class MaskingSink(Logger sinks) : ILogEventSink, IDisposable, IAsyncDisposable
{
    private static readonly MessageTemplate Withheld = new MessageTemplateParser().Parse("A log line could not be masked and is withheld");

    public void Emit(LogEvent logEvent)
    {
        LogEvent masked;
        try
        {
            masked = Mask(logEvent);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            masked = new LogEvent(logEvent.Timestamp, logEvent.Level, null, Withheld, []);
        }

        ((ILogEventSink)sinks).Emit(masked);
    }

    public void Dispose() => sinks.Dispose();

    public ValueTask DisposeAsync() => sinks.DisposeAsync();

    public static LogEvent Mask(LogEvent logEvent)
    {
        var plan = TemplatePlan.Of(logEvent.MessageTemplate);
        var template = plan.Template ?? logEvent.MessageTemplate;
        List<LogEventProperty>? changed = null;
        foreach (var (name, value) in logEvent.Properties)
        {
            var masked = ValueMask.Mask(value, plan.Whole.Contains(name) || SensitiveNames.Contains(name));
            if (!ReferenceEquals(masked, value)) (changed ??= []).Add(new LogEventProperty(name, masked));
        }

        var exception = logEvent.Exception is { } e ? MaskedException.Of(e) : null;
        // Braces that name no property are printed as they stand, and may have come with the text.
        if (template.Tokens.Any(t => t is PropertyToken p && !logEvent.Properties.ContainsKey(p.PropertyName))) template = Flat(logEvent, template, changed);
        if (changed is null && ReferenceEquals(template, logEvent.MessageTemplate) && ReferenceEquals(exception, logEvent.Exception)) return logEvent;

        var result = new LogEvent(logEvent.Timestamp, logEvent.Level, exception, template, logEvent.Properties.Select(p => new LogEventProperty(p.Key, p.Value)), logEvent.TraceId ?? default, logEvent.SpanId ?? default);
        foreach (var property in changed ?? []) result.AddOrUpdateProperty(property);
        return result;
    }

    private static MessageTemplate Flat(LogEvent logEvent, MessageTemplate template, List<LogEventProperty>? changed)
    {
        var properties = new Dictionary<string, LogEventPropertyValue>(logEvent.Properties);
        foreach (var property in changed ?? []) properties[property.Name] = property.Value;
        var text = template.Render(properties, CultureInfo.InvariantCulture);
        return TextMask.Mask(text) is var masked && ReferenceEquals(masked, text) ? template : new MessageTemplate([new TextToken(masked)]);
    }
}
