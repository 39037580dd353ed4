namespace Monitor.Collectors.Articles.Body;

/// <summary>Parts of an article often stand beside its main box: siblings that score well, share its class or are plain prose come along.</summary>
internal static class Gathering
{
    public static Box Around(Box top)
    {
        var article = new Box("div", null);
        if (top.Parent is not { } parent)
        {
            article.Add(top);
            return article;
        }

        var threshold = Math.Max(10, top.Score * 0.2);
        foreach (var sibling in parent.Children.ToList())
        {
            if (sibling == top || (!sibling.IsRun && Belongs(sibling, top, threshold))) article.Add(sibling);
        }

        return article;
    }

    private static bool Belongs(Box sibling, Box top, double threshold)
    {
        var sameClass = sibling.Element?.ClassName is { Length: > 0 } name && name == top.Element?.ClassName;
        if (sibling.IsCandidate && sibling.Score + (sameClass ? top.Score * 0.2 : 0) >= threshold) return true;
        if (sibling.Tag != "p") return false;
        var extent = sibling.Extent;
        return extent.Length > 80
            ? extent.LinkDensity < 0.25
            : extent.Length > 0 && extent.Linked == 0 && Prose.Of(sibling).AsSpan().TrimEnd() is [.., '.' or '。' or '!' or '！' or '?' or '？'];
    }
}
