using System.Text.RegularExpressions;

namespace Monitor.Collectors.Articles;

/// <summary>The parts of a page's title and which of them is the headline.</summary>
internal static partial class TitleParts
{
    /// <summary>A site's or channel's name is rarely wider.</summary>
    private const int WidestName = 32;

    private const int WidestSection = 20;

    /// <summary>A headline is rarely narrower.</summary>
    private const int Least = 8;

    private static readonly string[] Dashes = ["-", "–", "—", "»", "«", "›", "·", "•", "/", "::"];
    private static readonly string[][] Strengths = [["|", "_"], Dashes, ["--"], ["丨", "｜"]];

    /// <summary>Every place the title may be cut at, from its beginning.</summary>
    public static IEnumerable<TitleCut> Cuts(string title)
    {
        foreach (Match at in Separator().Matches(title).Take(60))
        {
            var (head, tail) = (title[..at.Index].TrimEnd(), title[(at.Index + at.Length)..].TrimStart());
            if (head.Length > 0 && tail.Length > 0) yield return new TitleCut(head, at.Value, tail);
        }
    }

    /// <summary>Without the names of the site at its end.</summary>
    /// <param name="sections">Whether short parts left by the same separator (channels) go too.</param>
    public static string WithoutSite(string title, SiteNames site, bool sections = false)
    {
        var rest = title;
        for (var rounds = 0; rounds < 4 && Cuts(rest).FirstOrDefault(c => IsSite(c, site)) is { } cut; rounds++)
        {
            rest = cut.Head;
            while (sections && cut.IsPlain && Cuts(rest).LastOrDefault(c => c.IsPlain && c.Separator == cut.Separator) is { } next && IsSection(next)) rest = next.Head;
        }

        return rest;
    }

    /// <summary>The likely headline of a title nothing else on the page repeats.</summary>
    public static string Bare(string title, SiteNames site)
    {
        var rest = WithoutSite(title, site, sections: true);
        if (rest.Length < title.Length) return rest;
        if (Cuts(title).FirstOrDefault(c => c.IsPlain && site.Is(c.Head)) is { } front && Weight(front.Tail) >= Least) title = front.Tail;
        foreach (var strength in Strengths)
        {
            if (Parts(title, strength) is not { Count: > 1 } parts) continue;
            var (first, longest) = (parts[0], parts.MaxBy(Weight)!);
            if (Weight(longest) < Least) continue;
            var isFirst = Weight(first) * 2 >= Weight(longest);
            if (strength != Dashes) return isFirst ? first : longest;
            // Dashes also part the two halves of a headline: only what looks like a name goes.
            return isFirst ? WithoutNames(title) : Weight(longest) > WidestName ? longest : title;
        }

        return title;
    }

    /// <summary>Letters, those of the scripts that need fewer counted twice.</summary>
    public static int Weight(string text) => text.Sum(c => TitleCut.IsWide(c) ? 2 : 1);

    private static bool IsSite(TitleCut cut, SiteNames site)
    {
        var tail = cut.Tail;
        if (site.Is(cut.Head)) return false;
        if (cut.IsPlain) return site.Is(tail) || (site.Opens(tail) && Weight(cut.Head) > Weight(tail)) || (Weight(tail) <= WidestName && site.Signs(tail));
        return cut.Separator switch
        {
            "-" when tail.Any(TitleCut.IsWide) => site.Is(tail) || site.Signs(tail) || site.Shows(tail),
            "-" => cut.Head.Any(TitleCut.IsWide) && site.Is(tail),
            "" when tail[0] is not ('[' or '(') => tail.Length > 3 && tail.All(TitleCut.IsWide) && (site.Is(tail) || site.Signs(tail)),
            _ => site.Is(tail),
        };
    }

    /// <summary>Without the name at the end and the sections before it.</summary>
    private static string WithoutNames(string title)
    {
        var rest = title;
        while (Cuts(rest).LastOrDefault(c => c.IsPlain && Dashes.Contains(c.Separator, StringComparer.Ordinal)) is { } cut && (rest.Length == title.Length ? IsName(cut) : IsSection(cut))) rest = cut.Head;
        return rest;
    }

    private static bool IsName(TitleCut cut) =>
        Weight(cut.Tail) <= WidestName && cut.Tail.Count(c => c == ' ') < 5 && (!char.IsLower(cut.Tail[0]) || TitleCut.IsHost(cut.Tail))
        && Weight(cut.Head) >= Least && Weight(cut.Head) * 2 >= Weight(cut.Tail);

    private static bool IsSection(TitleCut cut) =>
        Weight(cut.Tail) <= WidestSection && cut.Tail.Count(c => c == ' ') < 3 && Weight(cut.Head) >= Least && Weight(cut.Head) > Weight(cut.Tail);

    private static List<string> Parts(string title, string[] separators)
    {
        var parts = new List<string>();
        var from = 0;
        foreach (var cut in Cuts(title).Where(c => c.IsPlain && separators.Contains(c.Separator, StringComparer.Ordinal)))
        {
            parts.Add(title[from..cut.Head.Length].Trim());
            from = title.Length - cut.Tail.Length;
        }

        parts.Add(title[from..].Trim());
        return [.. parts.Where(p => p.Length > 0)];
    }

    [GeneratedRegex("\\s*(?:::|[|｜丨_•:：]|——|--|—)\\s*|\\s+[-–·/~»«›]\\s+|(?<=\\S)[-–](?=\\S)|\\s+")]
    private static partial Regex Separator();
}
