namespace Monitor.Analysis.Feedback;

/// <summary>
/// How much the difference of two models on the same posts would vary with other posts (paired bootstrap; Efron and Tibshirani 1993, Koehn 2004).
/// The seed is fixed: the same data give the same answer.
/// </summary>
internal static class PairedBootstrap
{
    private const int Samples = 400;

    /// <summary>95 % of a normal difference.</summary>
    private const double Z = 1.96;

    /// <param name="difference">Candidate minus present on the rows with these indices; NaN where it cannot be said.</param>
    /// <returns>Half the width of the 95 % interval of the difference.</returns>
    internal static double Noise(int rows, Func<IReadOnlyList<int>, double> difference)
    {
        var random = new Random(20260607);
        var drawn = new int[rows];
        var seen = new List<double>(Samples);
        for (var sample = 0; sample < Samples; sample++)
        {
            for (var i = 0; i < rows; i++) drawn[i] = random.Next(rows);
            var value = difference(drawn);
            if (!double.IsNaN(value)) seen.Add(value);
        }

        if (seen.Count < 2) return 0;
        var mean = seen.Average();
        return Z * Math.Sqrt(seen.Sum(v => (v - mean) * (v - mean)) / (seen.Count - 1));
    }
}
