using Monitor.Collectors.Parsing;

namespace Monitor.Collectors.Articles.Body;

/// <summary>Takes out of a found article what is not its text: forms, asides, share bars, lists of links, adverts.</summary>
internal static class Cleaning
{
    public static void Clean(Box article, bool byName, bool conditionally, ReadLimit limit)
    {
        Drop(article, b => b.Tag is "footer" or "aside" or "input" or "textarea" or "button" or "nav");
        Drop(article, b => Words.IsShare(b.Names) && b.Extent.Length < 500);
        if (!conditionally) return;
        foreach (var tags in new string[][] { ["form", "fieldset"], ["table"], ["ul", "ol"], ["div"] })
            DropIf(article, tags, byName, limit);
        Drop(article, b => b.Tag is "h1" or "h2" && Ranking.Weight(b, byName) < 0);
    }

    private static void Drop(Box article, Predicate<Box> what)
    {
        foreach (var box in article.Descendants().Where(b => what(b)).ToList()) box.Remove();
    }

    private static void DropIf(Box article, string[] tags, bool byName, ReadLimit limit)
    {
        // From the last to the first, so that inner parts are judged before the outer ones.
        foreach (var box in article.Descendants().Where(b => tags.Contains(b.Tag)).Reverse().ToList())
        {
            limit.Check();
            if (box.Parent is not null && IsFishy(box, byName)) box.Remove();
        }
    }

    private static bool IsFishy(Box box, bool byName)
    {
        if (box.Tag == "table" && IsData(box)) return false;
        if (box.Tag != "table" && box.Ancestors().Any(a => a.Tag == "table" && IsData(a))) return false;
        if (box.Ancestors().Any(a => a.Tag == "code")) return false;
        var weight = Ranking.Weight(box, byName);
        if (weight < 0) return true;
        var extent = box.Extent;
        if (extent.Commas >= 10) return false;
        int p = 0, img = 0, li = -100, input = 0, heading = 0, lists = 0, textish = 0;
        foreach (var inner in box.Descendants())
        {
            switch (inner.Tag)
            {
                case "p": p++; break;
                case "img": img++; break;
                case "li": li++; break;
                case "input": input++; break;
                case "h1" or "h2" or "h3" or "h4" or "h5" or "h6": heading += inner.Extent.Length; break;
                case "ul" or "ol": lists += inner.Extent.Length; break;
            }

            if (inner.Tag is "span" or "li" or "td" or "blockquote" or "dl" or "div" or "img" or "ol" or "p" or "pre" or "table" or "ul") textish += inner.Extent.Length;
        }

        if (extent.Length < 40 && Words.IsAdvert(Prose.Of(box))) return true;
        var isList = box.Tag is "ul" or "ol" || (extent.Length > 0 && lists / (double)extent.Length > 0.9);
        var inFigure = box.Ancestors().Any(a => a.Tag == "figure");
        var links = extent.LinkDensity;
        var fishy = (!inFigure && img > 1 && p / (double)img < 0.5)
            || (!isList && li > p)
            || input > p / 3
            || (!isList && !inFigure && heading < 0.9 * extent.Length && extent.Length < 25 && img is 0 or > 2 && links > 0)
            || (!isList && weight < 25 && links > 0.2)
            || (weight >= 25 && links > 0.5)
            || (img == 0 && textish == 0);
        return fishy;
    }

    /// <summary>Tables that hold data, not layout: captions, head cells, or many cells.</summary>
    private static bool IsData(Box table)
    {
        if (table.Element?.GetAttribute("role") == "presentation" || table.Element?.GetAttribute("datatable") == "0") return false;
        if (table.Element?.HasAttribute("summary") == true) return true;
        int rows = 0, columns = 0;
        foreach (var inner in table.Descendants())
        {
            if (inner.Tag is "caption" or "col" or "colgroup" or "tfoot" or "thead" or "th") return true;
            if (inner.Tag == "table") return false;
            if (inner.Tag != "tr") continue;
            rows++;
            columns = Math.Max(columns, inner.Children.Count(c => c.Tag == "td"));
        }

        return rows > 1 && columns > 1 && (rows >= 10 || columns > 4 || rows * columns > 10);
    }
}
