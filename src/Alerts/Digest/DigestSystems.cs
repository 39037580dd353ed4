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

/// <summary>Findings of one target's checks by what became of them in the period; see <see cref="Core.Probes.Finding"/>.</summary>
/// <param name="Open">Still there at the last check.</param>
/// <param name="High">Of the open ones those of high severity.</param>
public sealed record DigestWeakness(string Target, int Found, int Fixed, int Open, int High);
