using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Monitor.Bench.Comparison;

internal enum Word { Begun, Flaps, Over }

/// <summary>What one message tells its reader.</summary>
/// <param name="Words">Troubles by name with what is said of each, in order.</param>
/// <param name="Unnamed">How many more are only counted.</param>
internal sealed partial record Heard(IReadOnlyList<(string Name, Word Word)> Words, int Unnamed)
{
    public static Heard OfAlertmanager(JsonElement body) => new(
        [.. body.GetProperty("alerts").EnumerateArray().Select(a => (
            a.GetProperty("labels").GetProperty("subject").GetString()!,
            a.GetProperty("status").GetString() == "resolved" ? Word.Over : Word.Begun))], 0);

    public static Heard OfMonitor(JsonElement body)
    {
        var (kind, subject, text) = (body.GetProperty("kind").GetString(), body.GetProperty("subject").GetString()!, body.GetProperty("text").GetString()!);
        if (kind == "summary")
        {
            var lines = text.Split('\n').Where(l => Named().IsMatch(l)).SelectMany(l => OfLine(l).Select(w => (Named().Match(l).Value, w))).ToList();
            return new Heard(lines, More().Match(text) is { Success: true } more ? int.Parse(more.Groups[1].Value, CultureInfo.InvariantCulture) : 0);
        }

        var word = kind switch
        {
            "resolved" => Word.Over,
            "settled" => text.Contains("结束时间", StringComparison.Ordinal) ? Word.Over : Word.Begun,
            "flapping" => Word.Flaps,
            _ => Word.Begun,
        };
        return new Heard([(Named().Match(subject).Value, word)], 0);
    }

    /// <summary>A line of a list holds all that waited, in order.</summary>
    private static IEnumerable<Word> OfLine(string line)
    {
        if (line.Contains("新提示", StringComparison.Ordinal)) yield return Word.Begun;
        if (line.Contains("反复", StringComparison.Ordinal)) yield return Word.Flaps;
        if (line.Contains("已结束", StringComparison.Ordinal)) yield return Word.Over;
    }

    [GeneratedRegex("[a-z]+-[0-9]{4}")]
    private static partial Regex Named();

    [GeneratedRegex("另有 ([0-9]+) 项")]
    private static partial Regex More();
}
