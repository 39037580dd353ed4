using Monitor.Core.Contracts;
using Monitor.Core.Judgements;
using Monitor.Core.Posts;

namespace Monitor.Host.Scheduling;

/// <summary>Four weeks of hourly counts: warmed from the archive's roll-ups, then kept up by the same rule as they are. The window's lock guards it.</summary>
internal sealed class HourMemory
{
    private readonly SortedDictionary<DateTimeOffset, Dictionary<(string Topic, SentimentLabel Mood), int>> _hours = [];
    private IReadOnlyList<HourCount>? _snapshot;

    public async Task WarmAsync(IArchive archive, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var row in await archive.TopicHoursAsync(now - HourTally.Memory, now.AddHours(1), ct)) Count(row.At, row.Topic, row.Sentiment, row.Posts);
    }

    public void Add(IEnumerable<Post> posts)
    {
        foreach (var post in posts)
            if (HourTally.TopicOf(post) is { } topic) Count(HourTally.HourOf(post.FirstSeen), topic, post.Assessment!.Sentiment.Label, 1);
    }

    /// <summary>Takes posts that are counted anew out of the counts.</summary>
    public void Remove(IEnumerable<Post> posts)
    {
        foreach (var post in posts)
            if (HourTally.TopicOf(post) is { } topic) Count(HourTally.HourOf(post.FirstSeen), topic, post.Assessment!.Sentiment.Label, -1);
    }

    public IReadOnlyList<HourCount> Look(DateTimeOffset now)
    {
        while (_hours.Count > 0 && _hours.First().Key is var oldest && oldest < now - HourTally.Memory)
        {
            _hours.Remove(oldest);
            _snapshot = null;
        }

        return _snapshot ??= [.. _hours.SelectMany(h => h.Value.Where(c => c.Value > 0).Select(c => new HourCount(h.Key, c.Key.Topic, c.Key.Mood, c.Value)))];
    }

    private void Count(DateTimeOffset hour, string topic, SentimentLabel mood, int posts)
    {
        if (!_hours.TryGetValue(hour, out var counts)) _hours[hour] = counts = [];
        counts[(topic, mood)] = counts.GetValueOrDefault((topic, mood)) + posts;
        _snapshot = null;
    }
}
