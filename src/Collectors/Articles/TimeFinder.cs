using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Monitor.Collectors.Parsing;

namespace Monitor.Collectors.Articles;

/// <summary>When an article was published, and whether that is known to the minute or only the day.</summary>
internal sealed record PublishTime(DateTimeOffset At, bool ToTheMinute);

/// <summary>
/// Looks where pages say it, the most deliberate place first: JSON-LD and meta elements, time elements, the text around the headline, the
/// address. A place that knows the minute is preferred when it names the same day.
/// </summary>
internal static partial class TimeFinder
{
    private static readonly string[] Names =
    [
        "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "publishdate", "pubdate", "publish_date", "publish-date", "publish_time", "publish-time",
        "publishtime", "pub_date", "published_time", "article.published", "published-date", "parsely-pub-date", "sailthru.date", "weibo:article:create_at", "article:create_at",
        "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "date.issued", "originalpublicationdate", "cxenseparse:recs:publishtime", "rnews:datepublished", "firstpublished", "date", "_pubtime",
    ];

    public static PublishTime? Find(IHtmlDocument document, LinkedData linked, MetaTags meta, string? title, Uri? url, DateTimeOffset now, TimeSpan zone)
    {
        PublishTime? best = null;
        foreach (var text in Declared(document, linked, meta).Concat(Shown(document, title)))
        {
            if (Read(text, now, zone) is not { } found || found.At > now.AddDays(2)) continue;
            if (best is null) best = found;
            // The finer statement of the same day.
            else if (!best.ToTheMinute && found.ToTheMinute && Math.Abs((found.At - best.At).TotalHours) <= 36) return found;
            if (best.ToTheMinute) return best;
        }

        return best ?? (url is null ? null : Read(InAddress().Match(url.AbsolutePath).Value.Trim('/'), now, zone));
    }

    private static IEnumerable<string> Declared(IHtmlDocument document, LinkedData linked, MetaTags meta)
    {
        if (linked.Published is { } published) yield return published;
        foreach (var text in meta.All(Names)) yield return text;
        foreach (var e in document.QuerySelectorAll("[itemprop~='datePublished' i], time[pubdate], time[datetime]").Take(10))
        {
            if ((e.GetAttribute("datetime") ?? e.GetAttribute("content")) is { Length: > 0 } stated) yield return stated;
            yield return e.TextContent;
        }
    }

    /// <summary>Dates in the text, those after the headline first; with a time of day before those without.</summary>
    private static IEnumerable<string> Shown(IHtmlDocument document, string? title)
    {
        if (document.Body is not { } body) return [];
        var text = PlainText.Of(body);
        var start = title is { Length: > 3 } ? text.IndexOf(title, StringComparison.Ordinal) : -1;
        var found = DateForm().Matches(text).Cast<Match>().Take(200).ToList();
        return found.Where(m => m.Index >= start).Concat(found.Where(m => m.Index < start)).OrderBy(m => m.Groups["time"].Success ? 0 : 1).Select(m => m.Value).Take(5);
    }

    private static PublishTime? Read(string text, DateTimeOffset now, TimeSpan zone)
    {
        if (Dates.Parse(text, now, zone) is not { } at) return null;
        return new PublishTime(at, HasTime().IsMatch(text));
    }

    [GeneratedRegex("(?:19|20)\\d{2}\\s?[-/.年]\\s?\\d{1,2}\\s?[-/.月]\\s?\\d{1,2}\\s?日?(?<time>[T\\s]{0,3}\\d{1,2}[:：时]\\d{2}(?:[:：分]\\d{2})?)?|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\\.?\\s\\d{1,2},?\\s(?:19|20)\\d{2}(?<time>[,\\s]{0,3}(?:at\\s)?\\d{1,2}:\\d{2}(?:\\s?[AaPp]\\.?[Mm])?)?|(?<![\\d.])\\d{1,2}\\.\\s?\\d{1,2}\\.\\s?(?:19|20)\\d{2}(?<time>[,|\\s–-]{0,3}\\d{1,2}:\\d{2})?")]
    private static partial Regex DateForm();

    [GeneratedRegex("\\d{1,2}[:：时]\\d{2}|^\\d{10}(?:\\d{3})?$")]
    private static partial Regex HasTime();

    [GeneratedRegex("/(?:19|20)\\d{2}[-/]?(?:0[1-9]|1[0-2])[-/]?(?:0[1-9]|[12]\\d|3[01])(?=/|_|t|-|\\.)")]
    private static partial Regex InAddress();
}
