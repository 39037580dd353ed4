using System.Globalization;
using Monitor.Core.Weaknesses;

namespace Monitor.Storage;

/// <summary>Numbers for people: counted by the year in which a weakness was found, never given twice, also after old ones are deleted.</summary>
internal static class WeaknessNumbers
{
    /// <summary>Setting that holds the last number of the year.</summary>
    public static string Counter(Weakness found) => "weakness.number." + Year(found);

    public static string Id(Weakness found, long number) => FormattableString.Invariant($"W-{Year(found)}-{number:0000}");

    private static string Year(Weakness found) => WeaknessDays.Of(found.FirstSeen).Year.ToString(CultureInfo.InvariantCulture);
}
