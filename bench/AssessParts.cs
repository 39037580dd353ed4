using System.Diagnostics;
using Monitor.Analysis;
using Monitor.Analysis.Text;

namespace Monitor.Bench;

/// <summary>Where the time of one judgement goes, room by room, microseconds a post.</summary>
internal static class AssessParts
{
    public static int Run()
    {
        var texts = Texts.Make(20_000, seed: 1);
        var masked = texts.Select(PostText.Prepare).ToList();
        var normal = masked.Select(TextNormaliser.Normalise).ToList();
        var buffer = new FeatureBuffer();
        var clock = Stopwatch.StartNew();
        var assessor = AssessorFactory.Load();
        Console.WriteLine($"load       {clock.ElapsedMilliseconds} ms, all models, first time in the process");
        for (var round = 0; round < 3; round++)
        {
            Time("mask", texts, t => PostText.Prepare(t));
            Time("normalise", masked, t => TextNormaliser.Normalise(t));
            Time("features", normal, t => NGramHasher.Fill(t, buffer));
            Time("cues", normal, t => Cues.Find(t));
            Time("lexicon", normal, t => Lexicon.Shipped.Find(t, buffer.Dense, 0, 0));
            Time("whole", texts, t => assessor.Assess(t));
        }

        return 0;
    }

    private static void Time(string what, List<string> texts, Action<string> work)
    {
        var clock = Stopwatch.StartNew();
        foreach (var text in texts) work(text);
        Console.WriteLine($"{what,-10} {clock.Elapsed.TotalMicroseconds / texts.Count:0.0} µs");
    }
}
