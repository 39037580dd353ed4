using System.Diagnostics;

namespace Monitor.Core.Telemetry;

/// <summary>
/// The way of a post as spans of one trace: collect, assess, store; then, minutes later and elsewhere, the alert it led to and that alert's notices.
/// What joins them is remembered here, of the newest posts and alerts only. Spans carry ids and counts, never what people wrote. While nobody listens
/// nothing is made and nothing remembered.
/// </summary>
public static class Traces
{
    public const string Name = "Monitor";
    private const int Most = 50_000;

    private static readonly ActivitySource Source = new(Name);
    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, ActivityContext> Ways = new(StringComparer.Ordinal);
    private static readonly Queue<string> Order = new();

    /// <summary>Begins a span within the one under way, if any. Null while nobody listens.</summary>
    public static Activity? Begin(string name) => Source.StartActivity(name);

    /// <summary>Begins a trace of its own, whatever is under way: whoever asked over HTTP is another matter.</summary>
    public static Activity? BeginRoot(string name)
    {
        if (!Source.HasListeners()) return null;
        Activity.Current = null;
        return Source.StartActivity(name);
    }

    /// <summary>Begins a span on the way of the first of these that is remembered, tied to the others' and to the span under way.</summary>
    public static Activity? BeginOnWay(string name, IEnumerable<string> ids)
    {
        if (!Source.HasListeners()) return null;
        List<ActivityContext> ways;
        lock (Gate) ways = [.. ids.Where(Ways.ContainsKey).Select(id => Ways[id])];
        var now = Activity.Current;
        if (ways.Count == 0) return Source.StartActivity(name);
        var others = ways.Skip(1).Where(w => w.TraceId != ways[0].TraceId).DistinctBy(w => w.TraceId);
        return Source.StartActivity(ActivityKind.Internal, ways[0], links: [.. others.Concat(now is null ? [] : [now.Context]).Select(c => new ActivityLink(c))], name: name);
    }

    /// <summary>What comes of these later goes on the way of this span.</summary>
    public static void Remember(Activity? span, IEnumerable<string> ids)
    {
        if (span is null) return;
        lock (Gate)
        {
            foreach (var id in ids)
            {
                if (Ways.TryAdd(id, span.Context)) Order.Enqueue(id);
                while (Order.Count > Most) Ways.Remove(Order.Dequeue());
            }
        }
    }
}
