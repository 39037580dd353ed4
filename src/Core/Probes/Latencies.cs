using System.Globalization;

namespace Monitor.Core.Probes;

/// <summary>
/// Durations of good answers, counted on a scale of four places to each doubling (a place is 19 % wide) from 1 ms to 17 minutes. Kept as text,
/// <c>PLACE:COUNT</c> with spaces between, so that it is read only where somebody asks.
/// </summary>
/// <param name="Count">Answers that were timed.</param>
/// <param name="SumMs">Milliseconds of all of them.</param>
/// <param name="MaxMs">The longest; stays when results are replaced.</param>
public sealed record Latencies(int Count, double SumMs, double MaxMs, string Places)
{
    public const int Highest = 80;

    public static Latencies None { get; } = new(0, 0, 0, "");

    public double? MeanMs => Count > 0 ? SumMs / Count : null;

    /// <summary>Place of a duration: 0 below 1 ms, 1 from there, four more with each doubling.</summary>
    public static int PlaceOf(double ms) => !(ms >= 1) ? 0 : Math.Min(Highest, 1 + (int)Math.Floor(4 * Math.Log2(ms)));

    /// <summary>Milliseconds that stand for a place: its geometric middle.</summary>
    public static double Middle(int place) => place <= 0 ? 0.5 : Math.Pow(2, (place - 0.5) / 4);

    /// <summary>Milliseconds below which this share of the answers stayed (nearest rank); null without answers.</summary>
    public double? Quantile(double share)
    {
        var counts = Read(Places);
        var rank = Math.Max(1, Math.Ceiling(share * counts.Values.Sum()));
        long seen = 0;
        foreach (var (place, count) in counts)
            if ((seen += count) >= rank) return MaxMs > 0 ? Math.Min(Middle(place), MaxMs) : Middle(place);
        return null;
    }

    /// <summary>Counts by place. Texts of several may be joined by a space; what cannot be read is passed over.</summary>
    public static SortedDictionary<int, int> Read(string text)
    {
        var counts = new SortedDictionary<int, int>();
        foreach (var range in text.AsSpan().Split(' '))
        {
            var part = text.AsSpan()[range];
            var colon = part.IndexOf(':');
            if (colon <= 0 || !int.TryParse(part[..colon], CultureInfo.InvariantCulture, out var place) || !int.TryParse(part[(colon + 1)..], CultureInfo.InvariantCulture, out var count)) continue;
            counts[place] = counts.GetValueOrDefault(place) + count;
        }

        return counts;
    }

    public static string Write(IEnumerable<KeyValuePair<int, int>> counts) =>
        string.Join(' ', counts.Where(c => c.Value > 0).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Key}:{c.Value}")));
}
