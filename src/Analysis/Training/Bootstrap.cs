namespace Monitor.Analysis.Training;

/// <summary>How far a figure would move with other posts of the same kind (percentile bootstrap, Efron and Tibshirani 1993). The seed is fixed.</summary>
internal static class Bootstrap
{
    private const int Samples = 400;

    /// <summary>Bounds of the middle 95 %.</summary>
    internal static (double Low, double High) Interval<T>(IReadOnlyList<T> rows, Func<IReadOnlyList<T>, double> figure)
    {
        if (rows.Count == 0) return (double.NaN, double.NaN);
        var random = new Random(20260607);
        var drawn = new T[rows.Count];
        var values = new List<double>(Samples);
        for (var sample = 0; sample < Samples; sample++)
        {
            for (var i = 0; i < drawn.Length; i++) drawn[i] = rows[random.Next(rows.Count)];
            values.Add(figure(drawn));
        }

        values.Sort();
        return (values[Samples / 40], values[Samples - 1 - (Samples / 40)]);
    }
}
