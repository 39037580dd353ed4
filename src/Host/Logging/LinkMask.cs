using System.Text.RegularExpressions;
using Serilog.Core;
using Serilog.Events;

namespace Monitor.Host.Logging;

/// <summary>Whoever reads the log must not be able to follow a link that acts: the web server notes the path of the request with every line.</summary>
internal sealed partial class LinkMask : ILogEventEnricher
{
    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        List<LogEventProperty>? masked = null;
        foreach (var (name, value) in logEvent.Properties)
            if (value is ScalarValue { Value: { } raw } && raw.ToString() is { } text && text.Contains("/ack/", StringComparison.OrdinalIgnoreCase))
                (masked ??= []).Add(new LogEventProperty(name, new ScalarValue(Token().Replace(text, "/ack/***"))));
        foreach (var property in masked ?? []) logEvent.AddOrUpdateProperty(property);
    }

    [GeneratedRegex(@"/ack/[^\s""'<>/?#]+", RegexOptions.IgnoreCase)]
    private static partial Regex Token();
}
