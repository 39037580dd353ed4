namespace Monitor.Alerts.Digest.Charts;

/// <summary>Posts by day or hour, one column each, sentiments on top of one another: negative at the bottom, where heights can be compared.</summary>
internal static class TrendChart
{
    public const int Width = 1360;
    public const int Height = 360;
    public const string Negative = "#b3261e";
    public const string Neutral = "#9aa5b1";
    public const string Positive = "#2e7d4f";

    private const float Top = 12;
    private const float Gap = 0.25f;

    public static byte[] Draw(IReadOnlyList<DigestStep> steps)
    {
        var most = Math.Max(1, steps.Max(s => s.Posts.Total));
        return ChartCanvas.Draw(Width, Height, canvas =>
        {
            for (var quarter = 0; quarter <= 4; quarter++) ChartCanvas.Line(canvas, 0, Y(most * quarter / 4f, most), Width);
            var step = (float)Width / steps.Count;
            foreach (var (index, each) in steps.Index())
            {
                var (left, right) = ((index + (Gap / 2)) * step, (index + 1 - (Gap / 2)) * step);
                var (low, high) = (each.Posts.Negative, each.Posts.Negative + each.Posts.Neutral);
                ChartCanvas.Fill(canvas, Negative, left, Y(low, most), right, Y(0, most));
                ChartCanvas.Fill(canvas, Neutral, left, Y(high, most), right, Y(low, most));
                ChartCanvas.Fill(canvas, Positive, left, Y(each.Posts.Total, most), right, Y(high, most));
            }
        });
    }

    /// <summary>Whole pixels, so that neighbouring parts of a column meet without a seam.</summary>
    internal static float Y(float posts, int most) => MathF.Round(Height - 2 - ((Height - 2 - Top) * posts / most));
}
