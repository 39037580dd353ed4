namespace Monitor.Alerts.Digest.Charts;

/// <summary>Shares of a whole as one strip, in the order given.</summary>
internal static class ShareChart
{
    public const int Width = 1360;
    public const int Height = 72;

    /// <summary>Eight colours that stay apart for colour-blind readers too (Okabe and Ito, 2008), darkest first.</summary>
    public static IReadOnlyList<string> Colours { get; } = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#f0e442", "#8a929b"];

    public static byte[] Draw(IReadOnlyList<int> parts)
    {
        var whole = Math.Max(1, parts.Sum());
        return ChartCanvas.Draw(Width, Height, canvas =>
        {
            var before = 0;
            foreach (var (index, part) in parts.Index())
            {
                ChartCanvas.Fill(canvas, Colours[index % Colours.Count], X(before, whole), 0, X(before + part, whole), Height);
                before += part;
                if (part > 0 && before < whole) ChartCanvas.Fill(canvas, "#ffffff", X(before, whole) - 1, 0, X(before, whole) + 1, Height);
            }
        });
    }

    internal static float X(int before, int whole) => MathF.Round((float)Width * before / whole);
}
