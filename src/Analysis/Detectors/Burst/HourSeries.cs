using Monitor.Core.Judgements;
using Monitor.Core.Posts;

namespace Monitor.Analysis.Detectors.Burst;

/// <summary>The history by hour since 1970. An hour in which nothing at all was read tells nothing: the service may have been down.</summary>
internal sealed class HourSeries
{
    private readonly HashSet<long> _watched = [];
    private readonly Dictionary<(string Topic, SentimentLabel Mood), Dictionary<long, int>> _counts = [];

    public HourSeries(IReadOnlyList<HourCount> history)
    {
        foreach (var row in history)
        {
            var hour = HourOf(row.At);
            _watched.Add(hour);
            if (!_counts.TryGetValue((row.Topic, row.Sentiment), out var hours)) _counts[(row.Topic, row.Sentiment)] = hours = [];
            hours[hour] = hours.GetValueOrDefault(hour) + row.Posts;
        }
    }

    public IReadOnlySet<long> Watched => _watched;

    public IReadOnlyDictionary<long, int> Counts(string topic, SentimentLabel mood) => _counts.GetValueOrDefault((topic, mood)) ?? [];

    public static long HourOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / 3600;
}
