using System.Text.RegularExpressions;
using Monitor.Collectors.Parsing;

namespace Monitor.Collectors.Articles.Body;

/// <summary>
/// Takes the frame off a found article: its headline said again, the line of date, source and author before the first paragraph, captions,
/// links to other articles standing alone, share bars and notices of rights after the last.
/// </summary>
internal static partial class Trimming
{
    private const int ShortLine = 160;

    public static void Trim(Box article, string? title, string? stated, ReadLimit limit)
    {
        var lines = Lines(article).ToList();
        var head = Letters(title ?? "");
        var begun = false;
        foreach (var line in lines)
        {
            limit.Check();
            var text = Prose.Of(line);
            if (head.Length > 5 && text.Length < 400 && Letters(text) is var letters && (letters == head || (line.Tag is "h1" or "h2" && letters.Length > 8 && head.Contains(letters, StringComparison.Ordinal))))
            {
                line.Remove();
                continue;
            }

            if (line.Tag == "figcaption" || line.Ancestors().Any(a => a.Tag == "figcaption"))
            {
                line.Remove();
                continue;
            }

            if (IsCaption(line, text))
            {
                line.Remove();
                continue;
            }

            if (!begun && text.Length < ShortLine && IsDateline(text))
            {
                line.Remove();
                continue;
            }

            if (IsLinkLine(line, text))
            {
                line.Remove();
                continue;
            }

            begun |= line.Extent.Length >= 80;
        }

        KeepStated(lines, stated, limit);
        foreach (var line in lines.AsEnumerable().Reverse().Where(l => l.Parent is not null).Take(12))
        {
            if (IsNotice(Prose.Of(line))) line.Remove();
        }
    }

    /// <summary>Where the page states its text itself (JSON-LD) and most of the find stands in it, the rest of the find is frame.</summary>
    private static void KeepStated(List<Box> lines, string? stated, ReadLimit limit)
    {
        if (stated is not { Length: > 300 }) return;
        var said = Letters(stated);
        var judged = lines.Where(l => l.Parent is not null).Select(l => (Line: l, Letters: Letters(Prose.Of(l)))).Where(l => l.Letters.Length > 0).ToList();
        var within = judged.Where(l => Says(said, l.Letters, limit)).ToList();
        var (all, kept) = (judged.Sum(l => l.Letters.Length), within.Sum(l => l.Letters.Length));
        // The statement must cover the find, and the find the statement: some sites state only the beginning.
        if (kept < 0.6 * all || kept < 0.6 * said.Length) return;
        foreach (var (line, letters) in judged.Except(within).Where(l => l.Letters.Length > 8)) line.Remove();
    }

    private static bool Says(string said, string letters, ReadLimit limit)
    {
        limit.Check();
        return said.Contains(letters, StringComparison.Ordinal);
    }

    /// <summary>Innermost blocks, top to bottom.</summary>
    private static IEnumerable<Box> Lines(Box article) =>
        article.Descendants().Where(b => Prose.IsLine(b) && b.Tag != "br" && b.Extent.Length > 0 && !b.Descendants().Any(d => Prose.IsLine(d) && d.Tag != "br"));

    private static bool IsDateline(string text) => Dateline().IsMatch(text) || ByLine().IsMatch(text);

    /// <summary>Nothing but a link, or a label ("Read more:") and a link.</summary>
    private static bool IsLinkLine(Box line, string text)
    {
        if (line.Tag is not ("p" or "div" or "h2" or "h3" or "h4") || line.Extent is not { LinkDensity: > 0.3, Length: < 300 } extent) return false;
        if (line.Ancestors().Any(a => a.Tag is "ul" or "ol" or "table")) return false;
        return extent.LinkDensity > 0.95 || (Label().IsMatch(text) && Prose.LinkStart(line) is var start && start <= 40 && text.TrimEnd() is not [.., '.' or '。']);
    }

    private static bool IsCaption(Box line, string text) =>
        text.Length < 300 && (CreditEnd().IsMatch(text) || line.Ancestors().Prepend(line).TakeWhile(b => b.Extent.Length < 400).Any(b => CaptionName().IsMatch(b.Names)));

    private static bool IsNotice(string text) => text.Length < 600 && Notice().IsMatch(text);

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    [GeneratedRegex("^[^:：|]{2,40}[:：|]\\s*\\S")]
    private static partial Regex Label();

    [GeneratedRegex("\\((?:image|photo|foto|picture|credit|bild|file)\\b[^)]{0,60}\\)\\s*$|^(?:foto|photo|image|bild|credits?|quelle)\\s?:", RegexOptions.IgnoreCase)]
    private static partial Regex CreditEnd();

    [GeneratedRegex("caption|\\bcredits?\\b|copyright|legend", RegexOptions.IgnoreCase)]
    private static partial Regex CaptionName();

    [GeneratedRegex("(?:19|20)\\d{2}\\s?[-/.年]\\s?\\d{1,2}\\s?[-/.月]\\s?\\d{1,2}|^\\W*(?:来源|作者|编辑|责任编辑|责编|发布时间|发表时间|时间|日期|浏览|阅读|点击|评论|字号|分享到?)\\s*[:：]|^分享到?$|^\\d+$")]
    private static partial Regex Dateline();

    [GeneratedRegex("^\\s*(?:by|von|par|por)\\s+\\p{Lu}|^(?:published|updated|posted|last updated|first published)\\b.{0,60}\\d|^\\w{0,9}\\.?,?\\s*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?\\s+\\d{1,2},?\\s+\\d{4}|^\\d+\\s+min(?:ute)?s?\\.?\\s+(?:read|lesezeit)|^\\d{1,2}\\.\\s?\\d{1,2}\\.\\s?\\d{2,4}", RegexOptions.IgnoreCase)]
    private static partial Regex ByLine();

    [GeneratedRegex("^\\W*(?:特别声明|Notice: The content above|版权声明|转载请注明|分享到|上一篇|下一篇|Tags?:|Share this|This document is subject to copyright|Citation:)", RegexOptions.IgnoreCase)]
    private static partial Regex Notice();
}
