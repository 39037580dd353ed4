using System.Diagnostics;
using System.Globalization;
using CsCheck;
using Monitor.Bench.Corpus;

namespace Monitor.Bench.Fuzz;

/// <summary>`bench -- fuzz [--minutes N] [TARGET]`: mutated inputs for as long as told; each fault once, with the input that showed it.</summary>
internal static class FuzzRun
{
    /// <summary>One broken road shows in many ways; the rest are counted.</summary>
    private const int MostTold = 20;

    public static int Run(string[] arguments)
    {
        var minutes = 5.0;
        if (arguments is ["--minutes", var written, ..])
        {
            if (!double.TryParse(written, CultureInfo.InvariantCulture, out minutes) || minutes <= 0) return Usage();
            arguments = arguments[2..];
        }

        var targets = FuzzTarget.All.Where(t => arguments.Length == 0 || arguments.Contains(t.Name)).ToList();
        if (targets.Count == 0) return Usage();
        var found = targets.Sum(t => Run(t, TimeSpan.FromMinutes(minutes) / targets.Count));
        Console.WriteLine(found == 0 ? "no faults" : $"{found} faults");
        return found == 0 ? 0 : 1;
    }

    private static int Run(FuzzTarget target, TimeSpan time)
    {
        var seeds = FuzzSeeds.Of(target.Seeds, CorpusFolder.Find(), most: 60);
        var faults = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var (rounds, slowest, of) = (0L, TimeSpan.Zero, Array.Empty<byte>());
        var folder = Directory.CreateTempSubdirectory("fuzz-" + target.Name + "-").FullName;
        var begun = Stopwatch.GetTimestamp();
        Mutations.Of(seeds).Sample(
            input =>
            {
                var start = Stopwatch.GetTimestamp();
                if (FuzzCheck.Fault(target, input) is { } fault && (!faults.TryGetValue(Kind(fault), out var known) || known.Length > input.Length))
                {
                    if (known is null && faults.Count < MostTold) Console.WriteLine($"{target.Name}: {(fault.Length > 400 ? fault[..400] : fault)}");
                    faults[Kind(fault)] = input;
                }

                rounds++;
                if (Stopwatch.GetElapsedTime(start) is var took && took > slowest) (slowest, of) = (took, input);
            },
            time: Math.Max(1, (int)time.TotalSeconds), threads: 1);
        var number = 0;
        foreach (var (_, input) in faults) File.WriteAllBytes(Path.Combine(folder, $"fault-{++number}"), input);
        File.WriteAllBytes(Path.Combine(folder, "slowest"), of);
        Console.WriteLine($"{target.Name,-10} {seeds.Count,3} seeds {rounds,9} inputs in {Stopwatch.GetElapsedTime(begun).TotalSeconds,4:0} s, slowest {slowest.TotalMilliseconds,6:0} ms ({of.Length} bytes), {faults.Count} faults: {folder}");
        return faults.Count;
    }

    /// <summary>Two faults are one when they differ in what was quoted only.</summary>
    private static string Kind(string fault) => new([.. fault.Where(c => !char.IsAsciiDigit(c)).Take(40)]);

    private static int Usage()
    {
        Console.Error.WriteLine($"usage: bench fuzz [--minutes N] [TARGET...]; targets: {string.Join(", ", FuzzTarget.All.Select(t => t.Name))}");
        return 2;
    }
}
