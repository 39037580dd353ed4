namespace Monitor.Collectors.Articles.Body;

/// <summary>How much a box holds. Lengths are in letters; a han character says as much as two.</summary>
/// <param name="Length">All text.</param>
/// <param name="Linked">Text within links; one that only jumps about the page counts three tenths.</param>
/// <param name="Commas">Of any script, and full stops of Chinese: prose has them, menus do not.</param>
internal readonly record struct Extent(int Length, double Linked, int Commas)
{
    /// <summary>Share of the text that is linked, 0..1.</summary>
    public double LinkDensity => Length == 0 ? 0 : Linked / Length;

    public static Extent Of(Box box)
    {
        if (box.IsRun) return OfText(box.Text);
        int length = 0, commas = 0;
        double linked = 0;
        foreach (var child in box.Children)
        {
            var part = child.Extent;
            length += part.Length;
            linked += part.Linked;
            commas += part.Commas;
        }

        if (box.Tag == "a") linked = length * (box.Element?.GetAttribute("href") is { } href && href.StartsWith('#') ? 0.3 : 1);
        return new Extent(length, linked, commas);
    }

    public static Extent OfText(string text)
    {
        int length = 0, commas = 0;
        foreach (var c in text)
        {
            length += IsWide(c) ? 2 : 1;
            if (c is ',' or '，' or '、' or '。' or '；' or '،' or '﹐' or '︐' or '︑' or '⹁' or '⸴' or '⸲') commas++;
        }

        return new Extent(length, 0, commas);
    }

    private static bool IsWide(char c) => c is >= '\u2E80' and <= '\uD7FF' or >= '\uF900' and <= '\uFAFF';
}
