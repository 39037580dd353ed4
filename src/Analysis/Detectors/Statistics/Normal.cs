namespace Monitor.Analysis.Detectors.Statistics;

/// <summary>The standard normal law, for shares of many posts.</summary>
internal static class Normal
{
    /// <summary>P(Z ≥ z), relative error below 1.2e-7 (rational Chebyshev fit of erfc; Press et al., Numerical Recipes, 6.2).</summary>
    public static double AtLeast(double z)
    {
        var x = Math.Abs(z) / Math.Sqrt(2);
        var t = 1 / (1 + (0.5 * x));
        ReadOnlySpan<double> c = [-1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277];
        var poly = 0.0;
        for (var i = c.Length - 1; i >= 0; i--) poly = (poly * t) + c[i];
        var half = 0.5 * t * Math.Exp((-x * x) + poly);
        return z >= 0 ? half : 1 - half;
    }

    /// <summary>
    /// How often, within one length of a window that slides without pause, its standardised mean is expected to climb above z: z · φ(z), from
    /// Slepian's process (Aldous, Probability Approximations via the Poisson Clumping Heuristic, 1989). Never below the chance of one look.
    /// </summary>
    public static double ClimbsPerWindow(double z) =>
        z <= 1 ? 1 : Math.Min(1, Math.Max(z * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI), AtLeast(z)));
}
