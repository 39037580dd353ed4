using System.Diagnostics.Metrics;
using Monitor.Core.Telemetry;

namespace Monitor.Host.Telemetry;

/// <summary>Sums up what the meter measures from the start of the service on.</summary>
internal sealed class VitalsBook : IDisposable
{
    /// <summary>Upper bounds in seconds: from a write of the store to a notice that was kept for hours.</summary>
    private static readonly double[] Bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600];

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, (Instrument Instrument, Dictionary<string, Series> Series)> _all = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();

    public VitalsBook()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name != Vitals.Name) return;
            lock (_gate) _all.TryAdd(instrument.Name, (instrument, new(StringComparer.Ordinal)));
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.Start();
        // Instruments are made when they are first looked at: what has not happened yet shall be there all the same.
        _ = Vitals.PostsCollected;
    }

    public IReadOnlyList<Family> Read()
    {
        lock (_gate) return [.. _all.Values.Select(f => f.Instrument is Histogram<double> ? Histogram(f.Instrument, f.Series.Values) : Counter(f.Instrument, f.Series.Values))];
    }

    public void Dispose() => _listener.Dispose();

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        List<KeyValuePair<string, string>> labels = new(tags.Length);
        foreach (var tag in tags) labels.Add(KeyValuePair.Create(tag.Key, tag.Value?.ToString() ?? ""));
        var key = string.Join('\u001f', labels.Select(l => l.Key + "\u001e" + l.Value));
        lock (_gate)
        {
            var family = _all[instrument.Name].Series;
            if (!family.TryGetValue(key, out var series)) family[key] = series = new Series(labels);
            series.Sum += value;
            series.Count++;
            var at = Array.FindIndex(Bounds, b => value <= b);
            if (at >= 0) series.Within[at]++;
        }
    }

    // A counter without labels stands at zero before anything has happened; of one with labels nobody knows which there will be.
    private static Family Counter(Instrument instrument, IReadOnlyCollection<Series> all) =>
        new(instrument.Name + "_total", "counter", instrument.Description ?? "", all.Count == 0 ? [Sample.Of(0)] : [.. all.Select(s => new Sample("", s.Labels, s.Sum))]);

    private static Family Histogram(Instrument instrument, IEnumerable<Series> all) =>
        new(instrument.Name, "histogram", instrument.Description ?? "", [.. all.SelectMany(Lines)]);

    private static IEnumerable<Sample> Lines(Series series)
    {
        var sum = 0L;
        for (var i = 0; i < Bounds.Length; i++) yield return new Sample("_bucket", [.. series.Labels, KeyValuePair.Create("le", Exposition.Number(Bounds[i]))], sum += series.Within[i]);
        yield return new Sample("_bucket", [.. series.Labels, KeyValuePair.Create("le", "+Inf")], series.Count);
        yield return new Sample("_sum", series.Labels, series.Sum);
        yield return new Sample("_count", series.Labels, series.Count);
    }

    private sealed class Series(IReadOnlyList<KeyValuePair<string, string>> labels)
    {
        public IReadOnlyList<KeyValuePair<string, string>> Labels => labels;

        public double Sum { get; set; }

        public long Count { get; set; }

        public long[] Within { get; } = new long[Bounds.Length];
    }
}
