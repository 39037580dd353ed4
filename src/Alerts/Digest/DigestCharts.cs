using System.Globalization;
using Monitor.Alerts.Digest.Charts;

namespace Monitor.Alerts.Digest;

/// <summary>The letter's two pictures with the words around them; null where there is nothing to show.</summary>
internal static class DigestCharts
{
    private const int MostLabels = 8;

    public static DigestChart? Trend(DigestData data, Tongue t)
    {
        if (data.Posts.Total == 0 || data.Curve.Count == 0) return null;
        var every = (data.Curve.Count + MostLabels - 1) / MostLabels;
        string Label(DateTimeOffset at) => data.Period == DigestPeriod.Week ? DigestWords.ShortDay(at) : DigestWords.Hour(at);
        var most = data.Curve.Max(s => s.Posts.Total);
        return new DigestChart(
            "trend", TrendChart.Draw(data.Curve),
            string.Join(t["；", "; "], data.Curve.Where(s => s.Posts.Total > 0).Select(s => t[$"{Label(s.At)} 共 {s.Posts.Total} 条，负面 {s.Posts.Negative} 条", $"{Label(s.At)} {s.Posts.Total} posts, {s.Posts.Negative} negative"])),
            [
                new(TrendChart.Negative, t["负面", "negative"]), new(TrendChart.Neutral, t["中性", "neutral"]), new(TrendChart.Positive, t["正面", "positive"]),
                new("", t[$"最高一柱 {most} 条", $"tallest column: {most}"]),
            ],
            [.. data.Curve.Index().Where(s => s.Index % every == 0).Select(s => Label(s.Item.At))]);
    }

    public static DigestChart? Shares(DigestData data, Tongue t)
    {
        if (data.Topics.Sum(x => x.Posts) == 0) return null;
        var parts = Parts(data, t);
        var whole = parts.Sum(p => p.Posts);
        var legend = parts.Index().Select(p => new DigestKey(
            ShareChart.Colours[p.Index], string.Create(CultureInfo.InvariantCulture, $"{p.Item.Name} {DigestWords.Percent(t, (double)p.Item.Posts / whole)}"))).ToList();
        return new DigestChart("topics", ShareChart.Draw([.. parts.Select(p => p.Posts)]), string.Join(t["；", "; "], legend.Select(k => k.Label)), legend, []);
    }

    /// <summary>As many as there are colours; the small ones are one part.</summary>
    private static List<(string Name, int Posts)> Parts(DigestData data, Tongue t)
    {
        var most = ShareChart.Colours.Count - 1;
        var parts = data.Topics.Where(x => x.Posts > 0).Take(most).Select(x => (DigestWords.Topic(t, x.Topic), x.Posts)).ToList();
        var rest = data.Topics.Where(x => x.Posts > 0).Skip(most).Sum(x => x.Posts);
        if (rest > 0) parts.Add((t["其余", "the rest"], rest));
        return parts;
    }
}
