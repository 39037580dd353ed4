namespace Monitor.Analysis.Detectors.NegativeBurst;

/// <summary>Upper tail of the Poisson distribution.</summary>
internal static class Poisson
{
    /// <summary>P(X >= <paramref name="count"/>) when <paramref name="mean"/> are expected; exact summation of the tail.</summary>
    public static double AtLeast(double count, double mean)
    {
        if (count <= 0) return 1;
        if (mean <= 0) return 0;
        var from = Math.Ceiling(count);
        if (from <= mean) return 1 - Below(from, mean);
        var term = Math.Exp((from * Math.Log(mean)) - mean - LogGamma(from + 1));
        var sum = 0.0;
        for (var k = from; term > sum * 1e-12; k++)
        {
            sum += term;
            term *= mean / (k + 1);
            if (term == 0) break;
        }

        return Math.Min(1, sum);
    }

    private static double Below(double from, double mean)
    {
        var k = from - 1;
        var term = Math.Exp((k * Math.Log(mean)) - mean - LogGamma(k + 1));
        var sum = 0.0;
        for (; k >= 0 && term > sum * 1e-12; k--)
        {
            sum += term;
            term *= k / mean;
        }

        return Math.Min(1, sum);
    }

    /// <summary>Lanczos approximation (g = 7, n = 9), good to 1e-13 for arguments above one half.</summary>
    private static double LogGamma(double x)
    {
        ReadOnlySpan<double> c =
        [
            0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
            12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
        ];
        x--;
        var sum = c[0];
        for (var i = 1; i < c.Length; i++) sum += c[i] / (x + i);
        var t = x + 7.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((x + 0.5) * Math.Log(t)) - t + Math.Log(sum);
    }
}
