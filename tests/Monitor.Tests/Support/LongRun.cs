using System.Globalization;

namespace Monitor.Tests.Support;

/// <summary>How much random tests try: a modest fixed number, or MONITOR_RUN_FACTOR times as much. See docs/proofs.md.</summary>
internal static class LongRun
{
    private static readonly int Factor = int.TryParse(Environment.GetEnvironmentVariable("MONITOR_RUN_FACTOR"), NumberStyles.None, CultureInfo.InvariantCulture, out var factor) ? Math.Max(1, factor) : 1;

    public static long Of(int usual) => (long)usual * Factor;
}
