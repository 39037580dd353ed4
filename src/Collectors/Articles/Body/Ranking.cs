namespace Monitor.Collectors.Articles.Body;

/// <summary>
/// Finds the box that holds the article: each paragraph votes for its ancestors by its length and commas, the nearer the more; links count
/// against. The method is Readability's (Arc90, Mozilla).
/// </summary>
internal static class Ranking
{
    private const int MinParagraph = 25;
    private const int Levels = 5;
    private const int Best = 5;

    /// <param name="root">Pruned and made of paragraphs.</param>
    /// <param name="byName">Let names of classes and ids speak.</param>
    /// <returns>The box, or null when nothing on the page looks like prose.</returns>
    public static Box? Top(Box root, bool byName)
    {
        var candidates = new List<Box>();
        foreach (var box in root.Descendants())
        {
            if (box.Tag is not ("p" or "section" or "h2" or "h3" or "h4" or "h5" or "h6" or "td" or "pre")) continue;
            var extent = box.Extent;
            if (extent.Length < MinParagraph) continue;
            var score = 2 + extent.Commas + Math.Min(extent.Length / 100, 3);
            var level = 0;
            foreach (var ancestor in box.Ancestors().Take(Levels))
            {
                if (!ancestor.IsCandidate)
                {
                    ancestor.IsCandidate = true;
                    ancestor.Score = Start(ancestor, byName);
                    candidates.Add(ancestor);
                }

                ancestor.Score += score / (double)(level == 0 ? 1 : level == 1 ? 2 : level * 3);
                level++;
            }
        }

        foreach (var candidate in candidates) candidate.Score *= 1 - candidate.Extent.LinkDensity;
        candidates.Sort((a, b) => b.Score.CompareTo(a.Score));
        return candidates.Count == 0 ? null : Lift(candidates[0], candidates.Take(Best).ToList(), byName);
    }

    /// <summary>What a box has before any paragraph speaks for it.</summary>
    public static double Start(Box box, bool byName) => Weight(box, byName) + box.Tag switch
    {
        "div" => 5,
        "pre" or "td" or "blockquote" => 3,
        "address" or "ol" or "ul" or "dl" or "dd" or "dt" or "li" or "form" => -3,
        "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "th" => -5,
        _ => 0,
    };

    public static int Weight(Box box, bool byName) =>
        !byName || box.Element is null ? 0 : Words.Weigh(box.Element.ClassName) + Words.Weigh(box.Element.Id);

    private static Box Lift(Box top, List<Box> best, bool byName)
    {
        // Several good candidates under one roof: the article is in parts.
        var rivals = best.Skip(1).Where(c => c.Score / Math.Max(top.Score, 1e-9) >= 0.75).Select(c => c.Ancestors().ToHashSet()).ToList();
        if (rivals.Count >= 3)
        {
            foreach (var ancestor in top.Ancestors())
            {
                if (ancestor.Tag is "body" or "html" || rivals.Count(r => r.Contains(ancestor)) < 3) continue;
                top = ancestor;
                break;
            }
        }

        if (!top.IsCandidate) top.Score = Start(top, byName);
        var last = top.Score;
        for (var parent = top.Parent; parent is not null && parent.Tag != "body"; parent = parent.Parent)
        {
            if (!parent.IsCandidate) continue;
            if (parent.Score < top.Score / 3) break;
            if (parent.Score > last)
            {
                top = parent;
                break;
            }

            last = parent.Score;
        }

        while (top.Parent is { Tag: not "body" } parent && parent.Children.Count(c => !c.IsRun) == 1) top = parent;
        return top;
    }
}
