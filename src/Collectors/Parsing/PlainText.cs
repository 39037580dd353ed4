using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Monitor.Collectors.Parsing;

/// <summary>Markup to text a person would read.</summary>
internal static partial class PlainText
{
    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "P", "DIV", "BR", "LI", "TR", "H1", "H2", "H3", "H4", "H5", "H6", "SECTION", "ARTICLE", "BLOCKQUOTE", "UL", "OL", "TABLE", "PRE",
    };

    /// <summary>
    /// A title's text. Titles are HTML in some feeds and plain in others, and nothing tells which: what looks like a tag but is none of
    /// HTML's ("#include &lt;stdio.h&gt;") was meant to be read.
    /// </summary>
    public static string FromTitle(string title) =>
        (InlineTag().IsMatch(title) ? FromHtml(title) : Collapse(title.Contains('&', StringComparison.Ordinal) ? WebUtility.HtmlDecode(title) : title)).Replace('\n', ' ');

    public static string FromHtml(string html)
    {
        if (html.IndexOf('<') < 0) return Collapse(html.Contains('&', StringComparison.Ordinal) ? WebUtility.HtmlDecode(html) : html);
        return Collapse(HtmlText.Of(html));
    }

    public static string Of(INode node)
    {
        var text = new StringBuilder();
        Walk(node, text);
        return Collapse(text.ToString());
    }

    /// <summary>One line per block, single spaces within.</summary>
    public static string Collapse(string text)
    {
        var made = new StringBuilder(text.Length);
        var (blank, line) = (false, false);
        foreach (var c in text)
        {
            if (c == '\n') line = true;
            else if (char.IsWhiteSpace(c)) blank = true;
            else
            {
                if (made.Length > 0 && (line || blank)) made.Append(line ? '\n' : ' ');
                (blank, line) = (false, false);
                made.Append(c);
            }
        }

        return made.ToString();
    }

    [GeneratedRegex("</?(?:a|abbr|b|big|blockquote|br|center|cite|code|del|div|em|font|h[1-6]|i|iframe|img|ins|kbd|li|mark|p|pre|q|s|script|small|span|strike|strong|style|sub|sup|tt|u|ul|var|wbr)(?:\\s[^<>]*)?/?>", RegexOptions.IgnoreCase)]
    private static partial Regex InlineTag();

    private static void Walk(INode root, StringBuilder text)
    {
        var pending = new Stack<(INode Node, bool Leaving)>();
        pending.Push((root, false));
        while (pending.TryPop(out var at))
        {
            if (at.Leaving)
            {
                text.Append('\n');
                continue;
            }

            if (at.Node is IText run) text.Append(run.Data.Replace('\n', ' '));
            if (at.Node is IElement { LocalName: "script" or "style" or "noscript" or "template" }) continue;
            if (at.Node is IElement element && Blocks.Contains(element.LocalName))
            {
                text.Append('\n');
                pending.Push((at.Node, true));
            }

            // By index: a node finds its sibling by searching its parent's list.
            var children = at.Node.ChildNodes;
            for (var i = children.Length - 1; i >= 0; i--) pending.Push((children[i], false));
        }
    }
}
