using Monitor.Core.Alerts;

namespace Monitor.Analysis.Feedback;

/// <summary>How many of a kind's alerts people found worth the call, with the 95 % interval the few verdicts allow.</summary>
public sealed record AlertPrecision(string Kind, int Right, int Verdicts, double Low, double High)
{
    /// <summary>0..1; 0 without a verdict.</summary>
    public double Share => Verdicts == 0 ? 0 : (double)Right / Verdicts;

    /// <summary>By kind, most verdicts first, then all kinds together under the name <paramref name="all"/>.</summary>
    public static IReadOnlyList<AlertPrecision> Of(IReadOnlyList<AlertVerdict> verdicts, string all) =>
    [
        .. verdicts.GroupBy(v => v.Kind, StringComparer.Ordinal).Select(g => Count(g.Key, [.. g])).OrderByDescending(p => p.Verdicts).ThenBy(p => p.Kind, StringComparer.Ordinal),
        Count(all, verdicts),
    ];

    private static AlertPrecision Count(string kind, IReadOnlyList<AlertVerdict> verdicts)
    {
        var right = verdicts.Count(v => v.Right);
        var (low, high) = Wilson.Interval(right, verdicts.Count);
        return new AlertPrecision(kind, right, verdicts.Count, low, high);
    }
}
