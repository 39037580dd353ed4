using System.Diagnostics;
using Serilog.Core;
using Serilog.Events;

namespace Monitor.Host.Logging;

/// <summary>What only the logging thread knows: its name and the request or run it works for.</summary>
internal sealed class OriginEnricher : ILogEventEnricher
{
    public const string Transaction = "transaction.id";
    public const string Thread = "thread.name";

    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        if (System.Threading.Thread.CurrentThread.Name is { Length: > 0 } name) logEvent.AddOrUpdateProperty(new LogEventProperty(Thread, new ScalarValue(name)));
        if (Activity.Current is not { } activity) return;
        while (activity.Parent is { } parent) activity = parent;
        logEvent.AddOrUpdateProperty(new LogEventProperty(Transaction, new ScalarValue(activity.SpanId.ToHexString())));
    }
}
