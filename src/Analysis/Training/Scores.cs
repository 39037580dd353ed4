namespace Monitor.Analysis.Training;

/// <summary>The usual figures of classification.</summary>
internal static class Scores
{
    /// <summary>Mean over the true labels of the harmonic mean of precision and recall.</summary>
    public static double MacroF1(IReadOnlyList<(string Truth, string Guess)> pairs)
    {
        var labels = pairs.Select(p => p.Truth).Distinct(StringComparer.Ordinal).ToList();
        return labels.Count == 0 ? 0 : labels.Average(label =>
        {
            double hit = pairs.Count(p => p.Truth == label && p.Guess == label);
            double said = pairs.Count(p => p.Guess == label);
            double real = pairs.Count(p => p.Truth == label);
            return said + real == 0 ? 0 : 2 * hit / (said + real);
        });
    }

    /// <summary>Chance that a positive scores above a negative (Mann-Whitney), ties counted half; NaN when one kind is missing.</summary>
    public static double Auc(IReadOnlyList<(bool Positive, double Score)> rows)
    {
        double positives = rows.Count(r => r.Positive);
        var negatives = rows.Count - positives;
        if (positives == 0 || negatives == 0) return double.NaN;
        double rankSum = 0, before = 0;
        foreach (var tie in rows.GroupBy(r => r.Score).OrderBy(g => g.Key))
        {
            var n = tie.Count();
            rankSum += tie.Count(r => r.Positive) * (before + ((n + 1) / 2.0));
            before += n;
        }

        return (rankSum - (positives * (positives + 1) / 2)) / (positives * negatives);
    }
}
