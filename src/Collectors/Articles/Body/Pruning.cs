namespace Monitor.Collectors.Articles.Body;

/// <summary>Takes away what stands beside an article and makes paragraphs of what is one, whatever its tag.</summary>
internal static class Pruning
{
    private static readonly HashSet<string> BlockTags = new(StringComparer.Ordinal) { "blockquote", "dl", "div", "img", "ol", "p", "pre", "table", "ul", "section", "article", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "footer", "aside", "main", "form", "fieldset", "hr" };

    private static readonly HashSet<string> Empties = new(StringComparer.Ordinal) { "div", "section", "header", "h1", "h2", "h3", "h4", "h5", "h6" };

    /// <param name="root">The body.</param>
    /// <param name="strict">Remove what is named like something beside the article.</param>
    public static void Prune(Box root, bool strict)
    {
        var pending = new Stack<Box>([root]);
        while (pending.TryPop(out var at))
        {
            at.RemoveAll(c => !c.IsRun && IsAside(c, strict));
            foreach (var child in at.Children) if (!child.IsRun) pending.Push(child);
        }
    }

    /// <summary>Loose text beside blocks becomes paragraphs; a box without blocks becomes one.</summary>
    public static void Paragraph(Box root)
    {
        foreach (var box in root.Descendants().ToList())
        {
            if (box.Tag is not ("div" or "section" or "article" or "main" or "center" or "font" or "td")) continue;
            if (box.Tag == "td" && !box.Children.Any(c => c.Tag == "br")) continue;
            Wrap(box);
            if (box.Tag != "div") continue;
            var solid = box.Children.Where(c => !c.IsRun || c.Text.Length > 1).ToList();
            if (solid is [{ Tag: "p" } only] && box.Extent.LinkDensity < 0.25 && box.Parent is not null)
            {
                box.Tag = "p";
                box.Refill(only.Children);
            }
            else if (!HasBlock(box))
            {
                box.Tag = "p";
            }
        }
    }

    private static bool IsAside(Box box, bool strict)
    {
        if (Words.IsAsideRole(box.Element?.GetAttribute("role"))) return strict || box.Element!.GetAttribute("role") is "navigation" or "dialog";
        if (!strict) return false;
        if (Empties.Contains(box.Tag) && box.Extent.Length == 0 && !box.Descendants().Any(d => d.Tag is "img" or "picture")) return true;
        return box.Tag is not ("body" or "a" or "html" or "article" or "main") && Words.IsUnlikely(box.Names) && !box.Ancestors().Any(a => a.Tag is "table" or "code");
    }

    /// <summary>Runs of phrasing become paragraphs; two line breaks part one from the next.</summary>
    private static void Wrap(Box box)
    {
        if (!box.Children.Any(c => c.Tag == "br") && !HasBlock(box)) return;
        var made = new List<Box>();
        Box? paragraph = null;
        var breaks = 0;
        foreach (var child in box.Children.ToList())
        {
            if (child.Tag == "br" && ++breaks > 1)
            {
                paragraph = null;
                continue;
            }

            if (child.Tag != "br") breaks = 0;
            if (IsBlock(child))
            {
                paragraph = null;
                made.Add(child);
                continue;
            }

            if (paragraph is null)
            {
                if (child.Tag == "br" || child is { IsRun: true, Text: " " }) continue;
                made.Add(paragraph = new Box("p", null));
            }

            paragraph.Add(child);
        }

        box.Refill(made);
    }

    private static bool HasBlock(Box box) => box.Children.Any(IsBlock);

    /// <summary>A block, or a link or span around one.</summary>
    private static bool IsBlock(Box box) => !box.IsRun && (BlockTags.Contains(box.Tag) || (box.Children.Count > 0 && box.Children.Any(IsBlock)));
}
