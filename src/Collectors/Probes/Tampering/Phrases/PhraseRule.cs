using System.Text.RegularExpressions;

namespace Monitor.Collectors.Probes.Tampering.Phrases;

/// <summary>Part of a rule: a pattern that must occur, or must not.</summary>
internal sealed record PhrasePart(Regex Pattern, bool Absent, bool Light);

/// <summary>One line of the lexicon: speaks when every part holds.</summary>
internal sealed record PhraseRule(string Category, int Weight, IReadOnlyList<PhrasePart> Parts)
{
    /// <returns>The words seen, or null when it does not hold.</returns>
    public PhraseReason? Judge(PhraseText text)
    {
        List<string> words = [];
        foreach (var part in Parts)
        {
            var found = part.Pattern.Match(part.Light ? text.Light : text.Bare);
            if (found.Success == part.Absent) return null;
            if (!part.Absent) words.Add(found.Value);
        }

        return new(Category, Weight, words);
    }
}
