using System.Globalization;
using Monitor.Analysis.Claims;
using Monitor.Core.Judgements;
using Monitor.Tests.Support;

namespace Monitor.Tests.Analysis.Claims;

/// <summary>Sentences with the claims a reader finds in them, and how the extractor does on them. Claims are compared in their written short form.</summary>
internal static class ClaimSet
{
    public static readonly DateTimeOffset Published = new(2026, 6, 26, 10, 0, 0, TimeSpan.FromHours(8));

    public static IReadOnlyList<(string Text, IReadOnlyList<string> Expected)> Read(string name) =>
        [.. File.ReadLines(Repository.File("tests", "Monitor.Tests", "Fixtures", name)).Where(l => l.Length > 0 && l[0] != '#').Select(Line)];

    public static IReadOnlyList<string> Found(string text) => [.. ClaimExtractor.Extract(text, Published).Select(Short)];

    public static (int Right, int Missed, int Extra, IReadOnlyList<string> Wrong) Score(string name)
    {
        int right = 0, missed = 0, extra = 0;
        var wrong = new List<string>();
        foreach (var (text, expected) in Read(name))
        {
            var found = Found(text).ToList();
            var hits = expected.Count(e => found.Remove(e));
            (right, missed, extra) = (right + hits, missed + expected.Count - hits, extra + found.Count);
            if (hits < expected.Count || found.Count > 0) wrong.Add($"{text}\n    expected {string.Join("; ", expected)}\n    extra    {string.Join("; ", found)}");
        }

        return (right, missed, extra, wrong);
    }

    public static string Short(Claim c)
    {
        var value = c.Value.Unit switch
        {
            ValueUnit.Instant => Day(c.Value.At!.Value) + c.Value.At.Value.ToOffset(TimeSpan.FromHours(8)).ToString("'T'HH:mm", CultureInfo.InvariantCulture),
            ValueUnit.Date => Day(c.Value.At!.Value) + (c.Value.Until is { } until ? ".." + Day(until) : ""),
            ValueUnit.Yuan or ValueUnit.Points => (c.Year == 2026 ? "" : $"{c.Year}:") + c.Value.Number!.Value.ToString("0.##", CultureInfo.InvariantCulture),
            ValueUnit.Name => c.Value.Name,
            _ => "",
        };
        var kind = c.Kind switch { ClaimKind.Date => 'T', var k => k.ToString()[0] };
        if (c.Kind == ClaimKind.ScoreLine) kind = 'L';
        var change = c.Value.Change switch { ClaimChange.Extended => "+ext", ClaimChange.Early => "+early", ClaimChange.Unchanged => "+same", ClaimChange.Cancelled => "+cancel", _ => "" };
        var stance = c.Stance switch { ClaimStance.Asked => "?", ClaimStance.Denied => "!", ClaimStance.Supposed => "~", _ => "" };
        return $"{kind} {c.Subject}{(value + change).PadLeft((value + change).Length > 0 ? (value + change).Length + 1 : 0)}{stance}";
    }

    private static string Day(DateTimeOffset at)
    {
        var local = at.ToOffset(TimeSpan.FromHours(8));
        return local.ToString(local.Year == 2026 ? "MM-dd" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static (string Text, IReadOnlyList<string> Expected) Line(string line)
    {
        var at = line.IndexOf(" =>", StringComparison.Ordinal);
        return (line[..at], [.. line[(at + 3)..].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]);
    }
}
