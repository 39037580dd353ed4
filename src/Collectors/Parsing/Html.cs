using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Monitor.Collectors.Parsing;

/// <summary>The one door to the HTML parser: pages made to be endless are refused while they are read.</summary>
internal static class Html
{
    /// <summary>The largest real pages have some 50,000 elements.</summary>
    private const int MaxElements = 400_000;

    /// <exception cref="FormatException">More elements than any real page has.</exception>
    /// <exception cref="TookTooLongException">More time than any needs; the parser's own goes with the square of the depth.</exception>
    /// <param name="html">The page.</param>
    /// <param name="limit">Time for it, where more is done with the page than to read it; null = the usual.</param>
    public static IHtmlDocument Parse(string html, ReadLimit? limit = null)
    {
        limit ??= new ReadLimit("reading the page");
        var count = 0;
        var parser = new HtmlParser(new HtmlParserOptions
        {
            OnCreated = (_, _) =>
            {
                if (++count > MaxElements) throw new FormatException($"a page of more than {MaxElements} elements");
                if (count % 512 == 0) limit.Check();
            },
        });
        return parser.ParseDocument(html);
    }
}
