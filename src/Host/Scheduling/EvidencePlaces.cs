using Monitor.Core.Posts;
using Monitor.Core.Signals;

namespace Monitor.Host.Scheduling;

/// <summary>Says of a signal where its posts stand and what they are about; both are read from the posts it names as evidence.</summary>
internal static class EvidencePlaces
{
    public static List<Signal> Add(List<Signal> signals, IReadOnlyList<Post> posts)
    {
        var asked = signals.Where(Asks).SelectMany(s => s.Evidence).ToHashSet(StringComparer.Ordinal);
        if (asked.Count == 0) return signals;
        var found = posts.Where(p => asked.Contains(p.Id)).DistinctBy(p => p.Id).ToDictionary(p => p.Id, StringComparer.Ordinal);
        return found.Count == 0 ? signals : [.. signals.Select(s => Asks(s) ? Of(s, found) : s)];
    }

    /// <summary>Of people in distress nobody is told where they speak.</summary>
    private static bool Asks(Signal s) => s is { State: SignalState.Firing, Restricted: false, Places.Count: 0 };

    private static Signal Of(Signal signal, Dictionary<string, Post> found)
    {
        var posts = signal.Evidence.Select(found.GetValueOrDefault).OfType<Post>().ToList();
        return signal with
        {
            Places = Frequent(posts.Select(p => p.Platform)),
            Topic = signal.Topic ?? Frequent(posts.Select(p => p.Assessment?.Topics.FirstOrDefault() ?? "")).FirstOrDefault(),
        };
    }

    private static List<string> Frequent(IEnumerable<string> words) =>
        [.. words.Where(w => w.Length > 0).GroupBy(w => w, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Key)];
}
