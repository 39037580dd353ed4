namespace Monitor.Collectors.Probes.Headers;

/// <summary>
/// Score and letter (MDN HTTP Observatory, "Scoring methodology"): 100 less the penalties; bonuses count only from 90 on, so that extras cannot
/// pay for what is missing; never below 0.
/// </summary>
internal static class Grade
{
    private static readonly (int From, string Letter)[] Letters =
    [
        (100, "A+"), (90, "A"), (85, "A-"), (80, "B+"), (70, "B"), (65, "B-"), (60, "C+"), (50, "C"), (45, "C-"), (40, "D+"), (30, "D"), (25, "D-"), (0, "F"),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. Letters.Select(l => l.Letter)];

    public static int Score(IEnumerable<HeaderResult> results)
    {
        var modifiers = results.Select(r => r.Outcome.Modifier).ToList();
        var score = 100 + modifiers.Where(m => m < 0).Sum();
        return Math.Max(0, score >= 90 ? score + modifiers.Where(m => m > 0).Sum() : score);
    }

    public static string Of(int score) => Letters.First(l => score >= l.From).Letter;

    /// <summary>Least score of a letter.</summary>
    public static int Floor(string letter) => Letters.First(l => l.Letter == letter).From;
}
