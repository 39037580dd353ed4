namespace Monitor.Collectors.Parsing;

/// <summary>Broken entries of one answer, named; of more than a person would read the rest is counted, as a list made of nothing else would fill the memory.</summary>
internal sealed class BrokenEntries
{
    private const int MostNamed = 1000;

    private readonly List<string> _named = [];

    public int Count { get; private set; }

    public string First => _named[0];

    /// <param name="number">Of the entry, from 1.</param>
    /// <param name="what">What it lacks.</param>
    public void Add(int number, string what)
    {
        Count++;
        if (_named.Count < MostNamed) _named.Add($"entry {number}: {what}");
    }

    public IReadOnlyList<string> ToList() => Count > _named.Count ? [.. _named, $"and {Count - _named.Count} more"] : _named;
}
