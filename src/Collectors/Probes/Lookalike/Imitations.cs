namespace Monitor.Collectors.Probes.Lookalike;

/// <summary>Imitations of one own name: which technique comes how early, and under which endings.</summary>
internal static class Imitations
{
    public const int Tiers = 5;

    public static IReadOnlyList<Imitation> Of(DomainParts own, LookalikeProbeOptions options)
    {
        var label = own.Label;
        List<string> endings = [.. options.Endings.Select(e => e.TrimStart('.').ToLowerInvariant())];
        // For a closed ending the imitation takes the nearest free one; under its own it comes last.
        IReadOnlyList<string> home = Trade.IsClosed(own.Ending) ? Trade.Nearest : [own.Ending];
        List<string> further = [.. Trade.Nearest.Append(own.Ending).Except(home).Distinct()];
        var words = options.Words.Select(w => w.ToLowerInvariant()).ToList();

        (string Technique, Func<string, IEnumerable<string>> Make)[] likely =
        [
            ("homoglyph", Looking.Plain), ("omission", Typing.Omission), ("transposition", Typing.Transposition), ("repetition", Typing.Repetition),
            ("replacement", Typing.Replacement), ("digit-swap", Typing.DigitSwap), ("word", l => words.SelectMany(w => new[] { $"{l}-{w}", l + w, w + l, $"{w}-{l}" })),
        ];
        (string Technique, Func<string, IEnumerable<string>> Make)[] less =
        [
            ("hyphenation", Typing.Hyphenation), ("vowel-swap", Typing.VowelSwap), ("insertion", Typing.Insertion), ("confusable", Looking.Scripts), ("bitsquat", Typing.Bitsquat),
            ("pinyin", l => Pinyin.Misheard(Pinyin.Syllables(l))),
        ];
        return
        [
            new(0, Under([label], endings, "ending")),
            new(0, Under(Joined(own), home.Concat(further).Distinct(), "joined")),
            .. likely.Select(t => new Imitation(1, Under(t.Make(label), home, t.Technique))),
            .. less.Select(t => new Imitation(2, Under(t.Make(label), home, t.Technique))),
            .. likely.Select(t => new Imitation(3, Under(t.Make(label), further, t.Technique))),
            new(4, Under(Joined(own), endings, "joined")),
            new(4, Under(likely[^1].Make(label), endings, "word")),
            .. less.Select(t => new Imitation(4, Under(t.Make(label), further, t.Technique))),
        ];
    }

    public static IEnumerable<LookalikeName> Under(IEnumerable<string> labels, IEnumerable<string> endings, string technique) =>
        labels.Distinct(StringComparer.Ordinal).SelectMany(l => endings.Select(e => new LookalikeName($"{l}.{e}", technique)));

    /// <summary>The dots left out or made dashes, as in zhaokaoexample.com and example-edu.cn.</summary>
    private static IEnumerable<string> Joined(DomainParts own)
    {
        foreach (var below in own.Below.Count > 1 ? new[] { string.Concat(own.Below), own.Below[0] } : own.Below.Take(1))
        {
            yield return below + own.Label;
            yield return $"{below}-{own.Label}";
            yield return own.Label + below;
            yield return $"{own.Label}-{below}";
        }

        yield return "www" + own.Label;
        var first = own.Ending.Split('.')[0];
        yield return own.Label + first;
        yield return $"{own.Label}-{first}";
        if (own.Below.Count > 0) yield return string.Concat(own.Below) + own.Label + first;
    }
}
