using System.Net;
using System.Text;

namespace Monitor.Collectors.Parsing;

/// <summary>
/// Text of an HTML fragment without building its tree: entries of feeds come by the thousand. Tags are read by the rules of the HTML
/// Standard's tokenizer as far as text depends on them; scripts and styles are passed over.
/// </summary>
internal static class HtmlText
{
    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "blockquote", "ul", "ol", "table", "pre",
    };

    private static readonly HashSet<string> Unread = new(StringComparer.OrdinalIgnoreCase) { "script", "style", "noscript", "template", "title", "textarea", "iframe", "xmp" };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> IsBlock = Blocks.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> IsUnread = Unread.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Line breaks where blocks begin and end; white space as written but for line breaks.</summary>
    public static string Of(string html)
    {
        var text = new StringBuilder(html.Length);
        for (var at = 0; at < html.Length;)
        {
            var tag = html.IndexOf('<', at);
            if (tag < 0) tag = html.Length;
            Append(text, html.AsSpan(at, tag - at));
            at = tag < html.Length ? Tag(html, tag, text) : tag;
        }

        return text.ToString();
    }

    /// <returns>Where to go on.</returns>
    private static int Tag(string html, int at, StringBuilder text)
    {
        var rest = html.AsSpan(at);
        if (rest.StartsWith("<!--")) return After(html, "-->", at + 4);
        if (rest.Length > 1 && rest[1] is '!' or '?') return After(html, ">", at + 2);
        var closing = rest.Length > 1 && rest[1] == '/';
        var from = at + (closing ? 2 : 1);
        if (from >= html.Length || !char.IsAsciiLetter(html[from]))
        {
            if (closing) return After(html, ">", from);
            text.Append('<');
            return at + 1;
        }

        var to = from;
        while (to < html.Length && !char.IsWhiteSpace(html[to]) && html[to] is not ('>' or '/')) to++;
        var name = html.AsSpan(from, to - from);
        var end = End(html, to);
        if (IsBlock.Contains(name)) text.Append('\n');
        if (closing || !IsUnread.Contains(name)) return end;
        var close = html.IndexOf("</" + name.ToString(), end, StringComparison.OrdinalIgnoreCase);
        return close < 0 ? html.Length : close;
    }

    /// <summary>Past the tag's end; a greater-than sign within quotes does not end it.</summary>
    private static int End(string html, int at)
    {
        var value = false;
        while (at < html.Length)
        {
            var c = html[at];
            if (c == '>') return at + 1;
            if (value && c is '"' or '\'')
            {
                var quote = html.IndexOf(c, at + 1);
                if (quote < 0) return html.Length;
                at = quote;
            }

            value = c == '=' || (value && char.IsWhiteSpace(c));
            at++;
        }

        return at;
    }

    private static int After(string html, string end, int at) => html.IndexOf(end, Math.Min(at, html.Length), StringComparison.Ordinal) is var found and >= 0 ? found + end.Length : html.Length;

    private static void Append(StringBuilder text, ReadOnlySpan<char> run)
    {
        if (run.IndexOf('&') >= 0)
        {
            foreach (var c in WebUtility.HtmlDecode(run.ToString())) text.Append(c == '\n' ? ' ' : c);
            return;
        }

        for (int next; (next = run.IndexOf('\n')) >= 0; run = run[(next + 1)..]) text.Append(run[..next]).Append(' ');
        text.Append(run);
    }
}
