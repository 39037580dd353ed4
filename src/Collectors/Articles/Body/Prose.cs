using System.Text;

namespace Monitor.Collectors.Articles.Body;

/// <summary>Boxes to the text a reader sees: one line a block.</summary>
internal static class Prose
{
    private static readonly HashSet<string> Lines = new(StringComparer.Ordinal)
    {
        "p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "blockquote", "ul", "ol", "table", "pre", "figure", "figcaption",
        "dl", "dt", "dd", "header", "footer", "aside", "main", "address", "hr", "center", "caption",
    };

    public static bool IsLine(Box box) => Lines.Contains(box.Tag);

    public static string Of(Box box)
    {
        var text = new StringBuilder();
        Write(box, text);
        return Parsing.PlainText.Collapse(text.ToString());
    }

    /// <summary>Letters before the first link; int.MaxValue without one.</summary>
    public static int LinkStart(Box box)
    {
        var before = 0;
        var pending = new Stack<Box>([box]);
        while (pending.TryPop(out var at))
        {
            if (at.Tag == "a") return before;
            if (at.IsRun) before += at.Text.Length;
            for (var i = at.Children.Count - 1; i >= 0; i--) pending.Push(at.Children[i]);
        }

        return int.MaxValue;
    }

    private static void Write(Box root, StringBuilder text)
    {
        var pending = new Stack<(Box Box, bool Leaving)>([(root, false)]);
        while (pending.TryPop(out var at))
        {
            if (at.Leaving)
            {
                text.Append(at.Box.Tag is "td" or "th" ? ' ' : '\n');
                continue;
            }

            if (at.Box.IsRun)
            {
                text.Append(at.Box.Text);
                continue;
            }

            var parts = Lines.Contains(at.Box.Tag);
            if (parts) text.Append('\n');
            if (parts || at.Box.Tag is "td" or "th") pending.Push((at.Box, true));
            for (var i = at.Box.Children.Count - 1; i >= 0; i--) pending.Push((at.Box.Children[i], false));
        }
    }
}
