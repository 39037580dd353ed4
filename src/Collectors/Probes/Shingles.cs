namespace Monitor.Collectors.Probes;

/// <summary>Texts compared by the runs of characters they share; works for Chinese, which has no spaces.</summary>
internal static class Shingles
{
    /// <param name="text">White space does not count.</param>
    /// <param name="size">Characters of one run.</param>
    public static HashSet<ulong> Of(string text, int size = 4)
    {
        var plain = string.Concat(text.Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant();
        var made = new HashSet<ulong>();
        for (var at = 0; at + size <= plain.Length; at++)
        {
            var hash = 14695981039346656037UL; // FNV-1a
            foreach (var c in plain.AsSpan(at, size)) hash = (hash ^ c) * 1099511628211UL;
            made.Add(hash);
        }

        return made;
    }

    /// <summary>Share of the smaller that the larger holds; 0 when one is empty.</summary>
    public static double Containment(IReadOnlySet<ulong> one, IReadOnlySet<ulong> other)
    {
        var (small, large) = one.Count <= other.Count ? (one, other) : (other, one);
        return small.Count == 0 ? 0 : (double)small.Count(large.Contains) / small.Count;
    }

    /// <summary>Shared of all; 1 when both are empty.</summary>
    public static double Jaccard(IReadOnlySet<ulong> one, IReadOnlySet<ulong> other)
    {
        var shared = one.Count(other.Contains);
        var all = one.Count + other.Count - shared;
        return all == 0 ? 1 : (double)shared / all;
    }
}
