using Monitor.Collectors.Probes.Tampering.Page;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Tampering.Baseline;

/// <summary>How much of the visible text is another than at the last look, places that move by themselves aside.</summary>
internal static class TextShare
{
    /// <summary>Fewer characters than this are a notice, however short the page is.</summary>
    private const int Notice = 150;

    /// <summary>Nearly nothing of the page is left: with another title it was put in its place.</summary>
    private const double Replaced = 0.9;

    public static IEnumerable<Change> Judge(BaselineState baseline, Look look, double limit, bool titleChanged)
    {
        var moving = baseline.Moving.ToHashSet(StringComparer.Ordinal);
        var (old, now) = (Counted(baseline.Usual.Blocks, moving), Counted(look.Blocks, moving));
        var gone = old.Where(b => !now.ContainsKey(b.Key)).ToList();
        var fresh = now.Where(b => !old.ContainsKey(b.Key)).ToList();
        var (all, changed) = (old.Values.Sum() + now.Values.Sum(), gone.Sum(b => b.Value) + fresh.Sum(b => b.Value));
        if (all == 0 || (changed < Notice && now.Count > 0)) yield break;
        var share = changed / (double)all;
        if (share <= limit) yield break;
        var severity = titleChanged && share >= Replaced ? FindingSeverity.High : FindingSeverity.Medium;
        yield return new(Codes.Text, severity, Masks.Hash(string.Join('\n', now.Keys)), $"可见文字与上次相比改变了 {share:P0}（上限 {limit:P0}）", $"{share:P0} of the visible text changed",
            Sample(gone), Sample(fresh));
    }

    private static Dictionary<string, int> Counted(IEnumerable<TextBlock> blocks, HashSet<string> moving)
    {
        var counted = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var block in blocks)
            if (!moving.Contains(block.Place)) counted[block.Text] = block.Text.Length;
        return counted;
    }

    private static string Sample(IEnumerable<KeyValuePair<string, int>> blocks) => Masks.Cut(string.Join(" | ", blocks.OrderByDescending(b => b.Value).Take(5).Select(b => Masks.Cut(b.Key, 60))), 200);
}
