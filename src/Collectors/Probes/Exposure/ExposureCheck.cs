using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Exposure;

/// <summary>What kind of thing is public, from which follows what to do.</summary>
internal enum ExposureKind { Repository, Settings, Backup, Leftover, Console, Debug, Listing, Version, Storage, Robots, Source, Own }

/// <summary>One thing that should not be public, and how it is known.</summary>
/// <param name="Id">Stable; the finding's code is <c>exposure.ID</c>.</param>
/// <param name="Paths">Where it lies; {name}, {host}, {label}, {year}, {date} and {random} are filled in per host. Empty: read from answers that are fetched anyway.</param>
/// <param name="See">What of an answer shows it, for a person and never the secret itself; null when the answer does not show it. A status alone shows nothing.</param>
/// <param name="Chinese">What it is.</param>
/// <param name="English">The same.</param>
internal sealed record ExposureCheck(
    string Id, ExposureKind Kind, FindingSeverity Severity, IReadOnlyList<string> Paths, Func<ExposureAnswer, string?> See, string Chinese, string English)
{
    /// <summary>The sign cannot come from a page that is shown for every path, and this program shows its own for every path.</summary>
    public bool Certain { get; init; }

    public string Code => "exposure." + Id;
}
