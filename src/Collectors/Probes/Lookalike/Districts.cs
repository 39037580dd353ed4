namespace Monitor.Collectors.Probes.Lookalike;

/// <summary>Names made of the pinyin of the district and its office: whole, shortened to initials, each for the other.</summary>
internal static class Districts
{
    private const int ShortestInitials = 3;

    public static IReadOnlyList<Imitation> Of(LookalikeProbeOptions options)
    {
        List<(string Whole, string Short, IReadOnlyList<string> Syllables)> names = [.. options.Names.Select(Pinyin.Syllables).Where(s => s.Count > 0).Select(s => (string.Concat(s), Pinyin.InitialsOf(s), s))];
        if (names.Count == 0) return [];
        List<string> made = [];
        foreach (var one in names)
            foreach (var other in names.Where(n => n.Whole != one.Whole))
            {
                made.AddRange([one.Whole + other.Whole, $"{one.Whole}-{other.Whole}", one.Short + other.Short, one.Whole + other.Short, one.Short + other.Whole]);
            }

        List<string> alone = [.. names.SelectMany(n => new[] { n.Whole, n.Short })];
        List<string> swapped = [.. options.Domains.Select(DomainParts.Of).OfType<DomainParts>().SelectMany(d => names.SelectMany(n => Swapped(d.Label, n.Whole, n.Short)))];
        var words = made.Take(8).Concat(alone).SelectMany(m => options.Words.SelectMany(w => new[] { m + w, $"{m}-{w}" }));
        var misheard = names.SelectMany(n => Pinyin.Misheard(n.Syllables)).Concat(names.Count == 2 ? Pinyin.Misheard([.. names[0].Syllables, .. names[1].Syllables]) : []);
        return
        [
            new(1, Imitations.Under(Long(swapped.Concat(made).Concat(alone)), Trade.Nearest, "pinyin")),
            new(2, Imitations.Under(Long(words), Trade.Nearest, "pinyin")),
            new(2, Imitations.Under(Long(misheard), Trade.Nearest, "pinyin")),
            new(4, Imitations.Under(Long(made), options.Endings, "pinyin")),
        ];
    }

    private static IEnumerable<string> Swapped(string label, string whole, string initials)
    {
        if (label.Contains(whole, StringComparison.Ordinal)) yield return label.Replace(whole, initials, StringComparison.Ordinal);
        if (initials.Length >= 2 && label.Contains(initials, StringComparison.Ordinal)) yield return label.Replace(initials, whole, StringComparison.Ordinal);
    }

    /// <summary>Two letters are somebody's everywhere.</summary>
    private static IEnumerable<string> Long(IEnumerable<string> labels) => labels.Where(l => l.Length >= ShortestInitials);
}
