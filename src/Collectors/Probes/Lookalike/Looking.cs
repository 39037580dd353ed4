using Monitor.Collectors.Urls;

namespace Monitor.Collectors.Probes.Lookalike;

/// <summary>Names that look the same: in plain letters, and in letters of other scripts (Unicode's confusables), written as punycode.</summary>
internal static class Looking
{
    private static readonly (string One, string Other)[] Pairs =
    [
        ("o", "0"), ("l", "1"), ("i", "1"), ("i", "l"), ("rn", "m"), ("vv", "w"), ("cl", "d"), ("nn", "m"), ("g", "q"), ("g", "9"), ("s", "5"), ("z", "2"), ("e", "3"), ("a", "4"), ("b", "8"), ("b", "6"), ("u", "v"),
    ];

    private static readonly Dictionary<char, string> Foreign = new()
    {
        ['a'] = "аàáâäåɑạ",
        ['b'] = "Ьƅ",
        ['c'] = "сçćċ",
        ['d'] = "ԁɗđ",
        ['e'] = "еèéêëẹė",
        ['f'] = "ƒ",
        ['g'] = "ɡğġ",
        ['h'] = "һħ",
        ['i'] = "іìíîïıị",
        ['j'] = "ј",
        ['k'] = "κķ",
        ['l'] = "ӏłļ",
        ['m'] = "ṃ",
        ['n'] = "ոñńņ",
        ['o'] = "оοöòóôọ",
        ['p'] = "рƿ",
        ['q'] = "ԛ",
        ['r'] = "ŕř",
        ['s'] = "ѕśşș",
        ['t'] = "ţțŧ",
        ['u'] = "υüùúūụ",
        ['v'] = "νѵ",
        ['w'] = "ԝωŵ",
        ['x'] = "хχ",
        ['y'] = "уýÿ",
        ['z'] = "źżž",
    };

    /// <summary>One place changed, and every place of one pair.</summary>
    public static IEnumerable<string> Plain(string label)
    {
        foreach (var (from, to) in Pairs.Concat(Pairs.Select(p => (p.Other, p.One))))
        {
            var places = Places(label, from).ToList();
            foreach (var at in places) yield return label[..at] + to + label[(at + from.Length)..];
            if (places.Count > 1) yield return label.Replace(from, to, StringComparison.Ordinal);
        }
    }

    /// <summary>One letter of another script, and the whole label where each letter has its double.</summary>
    public static IEnumerable<string> Scripts(string label)
    {
        if (label.StartsWith("xn--", StringComparison.Ordinal)) yield break;
        if (label.All(c => Foreign.ContainsKey(c)) && HostName.ToAscii(string.Concat(label.Select(c => Foreign[c][0]))) is { } whole) yield return whole;
        for (var i = 0; i < label.Length; i++)
            foreach (var other in Foreign.GetValueOrDefault(label[i], ""))
                if (HostName.ToAscii($"{label[..i]}{other}{label[(i + 1)..]}") is { } ascii) yield return ascii;
    }

    private static IEnumerable<int> Places(string label, string what)
    {
        for (var at = label.IndexOf(what, StringComparison.Ordinal); at >= 0; at = label.IndexOf(what, at + 1, StringComparison.Ordinal)) yield return at;
    }
}
