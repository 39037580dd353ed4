using System.Diagnostics;
using Monitor.Analysis.Claims;
using Monitor.Analysis.Claims.Facts;
using Monitor.Core.Sources;

namespace Monitor.Bench;

/// <summary>What reading and checking claims costs a post of some ninety characters, and how the cost grows with the text.</summary>
internal static class ClaimMeasures
{
    private static readonly DateTimeOffset At = new(2026, 6, 26, 10, 0, 0, TimeSpan.FromHours(8));

    public static int Claims()
    {
        var texts = Texts.Make(20_000, seed: 3);
        Console.WriteLine($"posts of {texts.Average(t => t.Length):0} characters");
        Time("extract, plain posts", texts, t => ClaimExtractor.Extract(t, At).Count);
        var full = texts.Select((t, i) => t[..60] + $"，志愿填报延长到{(i % 3) + 28}号17点").ToList();
        Time("extract, posts with a deadline", full, t => ClaimExtractor.Extract(t, At).Count);
        var book = FactBook.Empty.With(
            [.. Enumerable.Range(20, 9).SelectMany(d => OfficialReader.Facts($"本科批志愿填报6月{d}日17:00截止", At.AddDays(-d), null, "bench"))],
            [.. Enumerable.Range(0, 300).Select(i => OfficialReader.Denial($"网传第{i}号考点语文试卷被提前拆封{i * 7}份", "不实", At, null, "bench"))]);
        Time("extract and check against 9 facts and 300 denials", full, t => ClaimChecker.Look(t, At, SourceRole.Public, book).Claims.Count);
        foreach (var length in new[] { 1_000, 10_000, 20_000 })
        {
            var hostile = string.Concat(Enumerable.Repeat("网传志愿填报延长到6月30日，", length / 15 + 1))[..length];
            Time($"hostile text of {length} characters", [.. Enumerable.Repeat(hostile, 200)], t => ClaimExtractor.Extract(t, At).Count);
        }

        return 0;
    }

    private static void Time(string what, List<string> texts, Func<string, int> work)
    {
        foreach (var text in texts) work(text);
        var times = new List<double>();
        for (var round = 0; round < 5; round++)
        {
            // Processor time: the figure shall not be that of the machine's other work.
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            foreach (var text in texts) work(text);
            times.Add((Process.GetCurrentProcess().TotalProcessorTime - before).TotalMicroseconds / texts.Count);
        }

        times.Sort();
        Console.WriteLine($"{what}: median {times[2]:0.00} us of processor time a post (min {times[0]:0.00}, max {times[^1]:0.00}, 5 rounds)");
    }
}
