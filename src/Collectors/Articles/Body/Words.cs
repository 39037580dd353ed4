using System.Text.RegularExpressions;

namespace Monitor.Collectors.Articles.Body;

/// <summary>What the names of classes, ids and roles say about a part of a page, in the words web makers use.</summary>
internal static partial class Words
{
    /// <summary>Roles of parts around an article, never of the article.</summary>
    public static bool IsAsideRole(string? role) =>
        role is "menu" or "menubar" or "complementary" or "navigation" or "alert" or "alertdialog" or "dialog" or "search" or "banner" or "contentinfo";

    /// <summary>Named like something beside the article and not like the article.</summary>
    public static bool IsUnlikely(string names) => Aside().IsMatch(names) && !Maybe().IsMatch(names);

    /// <summary>+25 for a name that speaks for an article, -25 for one that speaks against, each for class and id.</summary>
    public static int Weigh(string? name) => string.IsNullOrEmpty(name) ? 0 : (Against().IsMatch(name) ? -25 : 0) + (For().IsMatch(name) ? 25 : 0);

    public static bool IsShare(string names) => Share().IsMatch(names);

    public static bool IsByline(string names) => Byline().IsMatch(names);

    public static bool IsAdvert(string text) => Advert().IsMatch(text);

    [GeneratedRegex("-ad-|ai2html|banner|breadcrumb|combx|comment|community|cover-wrap|disqus|extra|footer|gdpr|header|legends|menu|related|remark|replies|rss|shoutbox|sidebar|skyscraper|social|sponsor|supplemental|ad-break|agegate|pagination|pager(?!ow)|popup|yom-remote|newsletter-|recommend|hot-?news|copyright|consent|cookie|\\bcmp\\b|cmp-|paywall|donat|subscri|newsletter", RegexOptions.IgnoreCase)]
    private static partial Regex Aside();

    [GeneratedRegex("and|article|body|column|content|main|mathjax|shadow", RegexOptions.IgnoreCase)]
    private static partial Regex Maybe();

    [GeneratedRegex("article|body|content|entry|main|page|post|text|blog|story", RegexOptions.IgnoreCase)]
    private static partial Regex For();

    [GeneratedRegex("-ad-|hidden|\\bhid\\b|banner|combx|comment|com-|contact|footer|gdpr|masthead|media|meta|outbrain|promo|related|scroll|share|shoutbox|sidebar|skyscraper|sponsor|shopping|tags|widget", RegexOptions.IgnoreCase)]
    private static partial Regex Against();

    [GeneratedRegex("(?:\\b|_)(?:share|sharedaddy)(?:\\b|_)", RegexOptions.IgnoreCase)]
    private static partial Regex Share();

    [GeneratedRegex("byline|author|dateline|writtenby|p-author", RegexOptions.IgnoreCase)]
    private static partial Regex Byline();

    [GeneratedRegex("^\\s*(?:ad|advertising|advertisement|publicité|werbung|anzeige|广告|Реклама|anuncio|loading\\W*|正在加载\\W*)\\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Advert();
}
