using Monitor.Analysis.Claims.Kinds;

namespace Monitor.Analysis.Claims;

/// <summary>The closed list of kinds of claims that are read.</summary>
internal static class ClaimReaders
{
    public static IReadOnlyList<IClaimReader> All { get; } =
    [
        new DeadlineReader(), new DateReader(), new ScoreLineReader(), new FeeReader(), new PlaceReader(), new IncidentReader(), new OfferReader(), new HotlineReader(),
    ];
}
