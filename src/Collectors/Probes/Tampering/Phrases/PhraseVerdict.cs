namespace Monitor.Collectors.Probes.Tampering.Phrases;

/// <summary>One rule that spoke.</summary>
/// <param name="Category">betting, lottery, adult, coin, casino-line, grey or deface; likeness when the model says it.</param>
/// <param name="Weight">What it adds; 100 decides alone.</param>
/// <param name="Words">What in the phrase it saw.</param>
internal sealed record PhraseReason(string Category, int Weight, IReadOnlyList<string> Words);

/// <summary>Whether a phrase is what is put into hacked pages, and why.</summary>
/// <param name="Score">0 to 1; one half and more is spam.</param>
internal sealed record PhraseVerdict(double Score, IReadOnlyList<PhraseReason> Reasons)
{
    public static PhraseVerdict Clean { get; } = new(0, []);

    public bool Spam => Score >= 0.5;

    /// <summary>The category that weighs most, a rule's before the model's; null without a reason.</summary>
    public string? Category => Reasons.GroupBy(r => r.Category).OrderBy(g => g.Key == PhraseJudge.Likeness).ThenByDescending(g => g.Sum(r => r.Weight)).FirstOrDefault()?.Key;

    /// <summary>Category and words, for a person.</summary>
    public string Why => $"{Category}：{string.Join("、", Reasons.Where(r => r.Category == Category).SelectMany(r => r.Words).Distinct().Take(4))}";
}
