using System.Diagnostics;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Monitor.Collectors.Parsing;

/// <summary>The one door to the HTML parser: pages made to be endless are refused while they are read.</summary>
internal static class Html
{
    /// <summary>The largest real pages have some 50,000 elements.</summary>
    private const int MaxElements = 400_000;

    /// <summary>Time for one page. The parser's own goes with the square of the depth; real pages take milliseconds.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <exception cref="FormatException">More elements than any real page has, or more time than any needs.</exception>
    public static IHtmlDocument Parse(string html)
    {
        var count = 0;
        var begun = Stopwatch.GetTimestamp();
        var parser = new HtmlParser(new HtmlParserOptions
        {
            OnCreated = (_, _) =>
            {
                if (++count > MaxElements) throw new FormatException($"a page of more than {MaxElements} elements");
                if (count % 512 == 0 && Stopwatch.GetElapsedTime(begun) > Limit) throw new FormatException($"a page that takes more than {Limit.TotalSeconds:0} s to read");
            },
        });
        return parser.ParseDocument(html);
    }
}
