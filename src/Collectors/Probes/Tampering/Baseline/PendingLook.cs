namespace Monitor.Collectors.Probes.Tampering.Baseline;

/// <summary>The last look that differed, kept so that a person accepts exactly what they saw.</summary>
/// <param name="Version">Of this shape.</param>
/// <param name="Token">Names the look; a hash of it.</param>
/// <param name="At">When it was seen.</param>
/// <param name="Look">What was seen.</param>
/// <param name="Changes">What differed.</param>
internal sealed record PendingLook(int Version, string Token, DateTimeOffset At, Look Look, IReadOnlyList<Change> Changes)
{
    /// <summary>Of what a person decides on: the same differences keep their token while the page's notices change.</summary>
    public static string TokenOf(IEnumerable<Change> changes) => Page.Masks.Hash(string.Join('\n', changes.Where(c => c.Severity > Core.Probes.FindingSeverity.Info).Select(c => $"{c.Code} {c.Key}").Distinct().Order(StringComparer.Ordinal)));
}
