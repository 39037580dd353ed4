using Monitor.Analysis.Duplicates;

namespace Monitor.Analysis.Concerns;

/// <summary>The words most posts of a concern share: runs of two to six characters, weighed by rarity, none inside another.</summary>
internal static class ConcernTerms
{
    private const int Longest = 6;
    private const int Most = 3;

    public static IReadOnlyList<string> Of(IReadOnlyList<string> cores)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var core in cores)
        {
            foreach (var run in Runs(core).Distinct(StringComparer.Ordinal)) counts[run] = counts.GetValueOrDefault(run) + 1;
        }

        var least = cores.Count < 3 ? cores.Count : (cores.Count + 1) / 2;
        var chosen = new List<string>();
        foreach (var (run, _) in counts.Where(c => c.Value >= least).OrderByDescending(c => c.Value * Weight(c.Key)).ThenBy(c => c.Key, StringComparer.Ordinal))
        {
            if (!chosen.Any(c => Overlap(c, run))) chosen.Add(run);
            if (chosen.Count == Most) break;
        }

        return chosen;
    }

    private static IEnumerable<string> Runs(string core)
    {
        for (var length = 2; length <= Longest; length++)
        {
            for (var i = 0; i + length <= core.Length; i++)
            {
                var run = core.Substring(i, length);
                if (run.All(c => c is >= '一' and <= '\u9fff') && !"的了吗呢啊吧是在有和就都也还么".Contains(run[0], StringComparison.Ordinal) && !"的了吗呢啊吧是在有和就都也还么".Contains(run[^1], StringComparison.Ordinal)) yield return run;
            }
        }
    }

    private static double Weight(string run) => Rarity.Sum(Sketch.Grams(run));

    private static bool Overlap(string a, string b)
    {
        for (var i = 0; i + 1 < b.Length; i++)
        {
            if (a.Contains(b.AsSpan(i, 2), StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
