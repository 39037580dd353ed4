namespace Monitor.Storage.Elasticsearch;

/// <summary>
/// What Elasticsearch answered of late about single ids: the index of a post kept there, or that it has none. A read asks which posts are known and
/// stores the batch moments later; the second question is answered from here.
/// </summary>
internal sealed class FarPosts(TimeProvider time)
{
    private const int Most = 50_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string? Index, DateTimeOffset At)> _answers = new(StringComparer.Ordinal);

    public void Keep(IEnumerable<string> asked, IReadOnlyDictionary<string, string> found)
    {
        lock (_gate)
        {
            if (_answers.Count > Most) _answers.Clear();
            var now = time.GetUtcNow();
            foreach (var id in asked) _answers[id] = (found.GetValueOrDefault(id), now);
        }
    }

    /// <summary>Those of the ids that are kept there, and the ids that must be asked for.</summary>
    public (Dictionary<string, string> Found, List<string> Unasked) Look(IEnumerable<string> ids)
    {
        var (found, unasked) = (new Dictionary<string, string>(StringComparer.Ordinal), new List<string>());
        lock (_gate)
        {
            var oldest = time.GetUtcNow() - Fresh;
            foreach (var id in ids)
            {
                if (!_answers.TryGetValue(id, out var answer) || answer.At < oldest) unasked.Add(id);
                else if (answer.Index is { } index) found[id] = index;
            }
        }

        return (found, unasked);
    }
}
