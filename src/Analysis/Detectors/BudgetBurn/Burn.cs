using Monitor.Core.Probes;
using Monitor.Core.Season;

namespace Monitor.Analysis.Detectors.BudgetBurn;

/// <summary>How fast one window used the error budget.</summary>
/// <param name="Rate">1 = as fast as the budget allows; time out in critical hours counts as often as it weighs.</param>
/// <param name="Weight">The highest weight among the failures; 1 = none was critical.</param>
/// <param name="Since">The first bucket with a failure.</param>
internal sealed record Burn(int Known, int Bad, double Rate, double Weight, DateTimeOffset? Since)
{
    /// <param name="target">Whose objective counts.</param>
    /// <param name="season">Whose phases end.</param>
    /// <param name="curve">Its buckets of five minutes.</param>
    /// <param name="now">The end of the window.</param>
    /// <param name="length">Its length; the bucket in which it begins counts whole, so that the running one is never alone.</param>
    public static Burn Of(TargetDefinition target, ExamSeason season, IEnumerable<ProbeBucket> curve, DateTimeOffset now, TimeSpan length)
    {
        var (known, bad, weighted, weight) = (0, 0, 0.0, 1.0);
        DateTimeOffset? since = null;
        foreach (var b in curve)
        {
            if (b.At + ProbeBucket.Width <= now - length || b.At > now) continue;
            known += b.Known;
            if (b.Down == 0) continue;
            var w = CriticalWindow.At(target, season, b.At);
            (bad, weighted, weight, since) = (bad + b.Down, weighted + (b.Down * w), Math.Max(weight, w), since ?? b.At);
        }

        return new Burn(known, bad, known > 0 ? weighted / known / (1 - (target.Slo / 100)) : 0, weight, since);
    }
}
