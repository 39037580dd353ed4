namespace Monitor.Alerts.Digest;

/// <summary>Check results of one target by state.</summary>
public sealed record DigestTarget(string Name, int Up, int Degraded, int Down, int Unknown)
{
    /// <summary>Share of checks that must reach the service, 0..1, exclusive of 1.</summary>
    public double Slo { get; init; } = 0.999;

    /// <summary>Time between two checks.</summary>
    public TimeSpan Interval { get; init; }

    /// <summary>Share of checks that reached the service, 0..1. Checks that could not tell count neither way; null when none could.</summary>
    public double? Availability => Known > 0 ? (double)(Up + Degraded) / Known : null;

    /// <summary>How much of the error budget was used, 1 = all of it; null when nothing is known. Google, Site Reliability Engineering, chapter 3.</summary>
    public double? BudgetUsed => Availability is { } known ? (1 - known) / (1 - Slo) : null;

    /// <summary>Time it was out, as far as the checks' interval tells.</summary>
    public TimeSpan DownFor => Interval * Down;

    /// <summary>Time it may be out over the time that is known.</summary>
    public TimeSpan Budget => Interval * Known * (1 - Slo);

    private int Known => Up + Degraded + Down;
}

/// <summary>Weaknesses of one target by what became of them in the period; see <see cref="Core.Weaknesses.Weakness"/>.</summary>
/// <param name="Found">For the first time, or again after they were mended.</param>
/// <param name="Fixed">Looks proved it.</param>
/// <param name="Open">At the end of the period, accepted risks left out.</param>
/// <param name="High">Of the open ones those of high severity.</param>
public sealed record DigestWeakness(string Target, int Found, int Fixed, int Open, int High)
{
    /// <summary>Handed to somebody who answers for them.</summary>
    public int Reported { get; init; }

    /// <summary>Of the open ones those past their day.</summary>
    public int Overdue { get; init; }
}
