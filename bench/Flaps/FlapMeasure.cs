using System.Diagnostics;
using System.Globalization;
using Monitor.Core.Alerts;

namespace Monitor.Bench.Flaps;

/// <summary>Prints what a virtual day (or as many hours as named) tells: once with single failures, once with failures that may follow each other.</summary>
internal static class FlapMeasure
{
    public static async Task<int> RunAsync(string? hours)
    {
        var length = TimeSpan.FromHours(hours is null ? 24 : double.Parse(hours, CultureInfo.InvariantCulture));
        var good = true;
        foreach (var single in new[] { true, false })
        {
            var clock = Stopwatch.StartNew();
            var report = await FlapPlay.PlayAsync(50, length, confirm: 3, single, default);
            var (told, burn) = (report.Told(FlapPlay.Flapping), report.False);
            Console.WriteLine(FormattableString.Invariant($"{length.TotalHours:0.#} virtual hours, 50 targets every 30 s, 1 % of checks fail {(single ? "singly" : "each by itself")}: {report.Results} results, {report.Singles} failures, {clock.Elapsed.TotalSeconds:0} s"));
            Console.WriteLine($"  false alarms: {burn.Count}{string.Concat(burn.Take(5).Select(a => $"\n    {a.Fingerprint}: {a.Why}"))}");
            Console.WriteLine($"  real outage told after {report.OpenedAfter.GetValueOrDefault(FlapPlay.Outage)} failures (3 configured): {string.Join(", ", report.Told(FlapPlay.Outage))}");
            Console.WriteLine($"  flapping target: {string.Join(", ", told)}");
            Console.WriteLine($"  still open: {string.Join(", ", report.Open.Select(a => a.Fingerprint))}");
            if (single) good = burn.Count == 0 && report.OpenedAfter.GetValueOrDefault(FlapPlay.Outage) == 3 && told.Count(k => k == NoticeKind.Flapping) == 1 && told.Count(k => k == NoticeKind.Settled) == 1;
        }

        return good ? 0 : 1;
    }
}
