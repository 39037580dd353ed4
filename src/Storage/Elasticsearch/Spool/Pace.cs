namespace Monitor.Storage.Elasticsearch.Spool;

/// <summary>How long to wait after failures in a row, and how much to send at once: less after each failure, more after each success.</summary>
internal sealed class Pace(int most, Random chance)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private int? _documents;
    private int _failures;

    public int Documents => _documents ?? most;

    public void Succeeded()
    {
        _failures = 0;
        _documents = Math.Min(most, Documents * 2);
    }

    /// <returns>How long to wait: doubling, and never quite the same for many nodes of ours.</returns>
    public TimeSpan Failed()
    {
        _documents = Math.Max(Math.Min(most, 16), Documents / 2);
        var wait = Math.Min(Longest.TotalSeconds, First.TotalSeconds * Math.Pow(2, Math.Min(_failures++, 10)));
        return TimeSpan.FromSeconds(wait * (0.5 + (chance.NextDouble() / 2)));
    }
}
