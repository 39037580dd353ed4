using Monitor.Core.Probes;

namespace Monitor.Alerts.Digest;

/// <summary>Check results of one target by state.</summary>
public sealed record DigestTarget(string Name, int Up, int Degraded, int Down, int Unknown)
{
    /// <summary>Share of checks that must reach the service, 0..1, exclusive of 1.</summary>
    public double Slo { get; init; } = 0.999;

    /// <summary>Time between two checks.</summary>
    public TimeSpan Interval { get; init; }

    /// <summary>The same by time, from the curve, without announced maintenance; null = only the checks were counted.</summary>
    public Availability? ByTime { get; init; }

    /// <summary>Share of the known time it served, 0..1, or of the checks. What could not tell counts neither way; null when nothing could.</summary>
    public double? Availability => ByTime is { } time ? time.Share : Known > 0 ? (double)(Up + Degraded) / Known : null;

    /// <summary>
    /// How much of the error budget was used, 1 = all of it, critical hours by their weight; null when nothing is known. Google, Site Reliability
    /// Engineering, chapter 3.
    /// </summary>
    public double? BudgetUsed => ByTime is { } time ? time.BudgetUsed(Slo) : Availability is { } known ? (1 - known) / (1 - Slo) : null;

    /// <summary>Time it was out, as far as the checks' interval tells.</summary>
    public TimeSpan DownFor => ByTime?.Bad ?? Interval * Down;

    /// <summary>Time it may be out over the time that is known.</summary>
    public TimeSpan Budget => (ByTime?.Known ?? Interval * Known) * (1 - Slo);

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
