using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Monitor.Collectors.Parsing;
using Monitor.Collectors.Urls;

namespace Monitor.Collectors.Articles;

/// <summary>What a page's site is called: as the page states it, as its links home show it, as its address spells it.</summary>
internal sealed partial class SiteNames
{
    private const int MaxName = 60;
    private const int MaxImprint = 400;

    /// <summary>Letters a name may be followed by within the same part of a title: "Example" and "Example News", 山谷 and 山谷新闻.</summary>
    private const int Surname = 14;
    private const int WideSurname = 4;

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _stated = new(StringComparer.Ordinal);
    private readonly Lazy<string> _shown;
    private readonly Lazy<string> _signed;
    private bool _isStated;

    private SiteNames(IHtmlDocument document)
    {
        var text = new Lazy<string>(() => document.Body is { } body ? PlainText.Of(body) : "");
        _shown = new(() => string.Concat(text.Value.Where(c => !char.IsWhiteSpace(c))));
        _signed = new(() => Key(string.Join('\n', text.Value.Split('\n').Where(l => l.Length < MaxImprint && Imprint().IsMatch(l)))));
    }

    public static SiteNames Of(IHtmlDocument document, LinkedData linked, MetaTags meta, Uri? url)
    {
        var site = new SiteNames(document);
        foreach (var name in linked.Sites.Concat(meta.All("og:site_name", "sitename", "application-name"))) site.State(name);
        site._isStated = site._stated.Count > 0;
        foreach (var name in meta.All("apple-mobile-web-app-title", "publisher", "dc.publisher", "copyright", "twitter:site")) site.State(name);
        var pages = new[] { url, Address(document.QuerySelector("link[rel~='canonical' i]")?.GetAttribute("href")), Address(meta.First("og:url")) };
        foreach (var host in pages.OfType<Uri>().Select(u => u.Host).Distinct(StringComparer.Ordinal)) site.AddHost(host);
        var roots = pages.OfType<Uri>().Select(u => u.GetLeftPart(UriPartial.Authority)).SelectMany(root => new[] { root, root + "/" }).Append("/").ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var home in document.QuerySelectorAll("a[href]").Where(a => roots.Contains(a.GetAttribute("href")!)).Take(10))
        {
            foreach (var name in new[] { PlainText.Of(home), home.GetAttribute("title"), home.QuerySelector("img[alt]")?.GetAttribute("alt") }) site.Add(name, site._names);
        }

        return site;
    }

    /// <summary>Whether this part of a title is the site's name and nothing else; letters alone count, in either case and without accents.</summary>
    public bool Is(string part) => Key(part) is { Length: > 1 } key && _names.Contains(key);

    /// <summary>Whether it is the name, or a name the site states with a word or two behind it.</summary>
    public bool Opens(string part) =>
        Is(part) || (Key(part) is { Length: > 0 } key && part.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length <= 3 && _stated.Any(n => key.Length <= n.Length + (TitleCut.IsWide(key[^1]) ? WideSurname : Surname) && key.StartsWith(n, StringComparison.Ordinal)));

    /// <summary>Whether the imprint (lines on copyright, registration or the responsible body) of a page that does not state its site's name has it.</summary>
    public bool Signs(string part) => !_isStated && Key(part) is { Length: > 3 } key && _signed.Value.Contains(key, StringComparison.Ordinal);

    /// <summary>Whether the page says it elsewhere as a word of its own, not behind the hyphen it has in the title.</summary>
    public bool Shows(string part)
    {
        var name = string.Concat(part.Where(c => !char.IsWhiteSpace(c)));
        var at = name.Length < 4 ? -1 : _shown.Value.IndexOf(name, StringComparison.Ordinal);
        while (at > 0 && (_shown.Value[at - 1] is '-' || char.IsAsciiLetterOrDigit(_shown.Value[at - 1]))) at = _shown.Value.IndexOf(name, at + 1, StringComparison.Ordinal);
        return at >= 0;
    }

    /// <summary>Letters and digits alone, small, without accents: what two spellings of one name share.</summary>
    public static string Key(string text)
    {
        var whole = string.Concat(text.EnumerateRunes().Select(r => r.ToString()));
        return string.Concat(whole.Normalize(NormalizationForm.FormKD).Where(c => char.IsLetterOrDigit(c) || char.IsSurrogate(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.SpacingCombiningMark)).ToLowerInvariant();
    }

    /// <summary>A site's full name may carry a motto behind a dash.</summary>
    private void State(string name)
    {
        Add(name, _stated);
        foreach (var part in name.Split([" | ", " - ", " – ", " — "], StringSplitOptions.RemoveEmptyEntries)) Add(part, _stated);
    }

    private void Add(string? name, HashSet<string> names)
    {
        if (name is null || name.Length > MaxName || Key(name) is not { Length: > 1 } key) return;
        _names.Add(key);
        if (key.Length > 2 || key[0] >= '\u2E80') names.Add(key);
    }

    private void AddHost(string host)
    {
        Add(host, _names);
        Add(host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? host[4..] : host, _names);
        if (PublicSuffixes.Default.RegistrableOf(host) is not { } domain) return;
        Add(domain, _names);
        Add(domain.Split('.')[0], _stated);
    }

    [GeneratedRegex("©|\\(c\\)|copyright|all rights reserved|版权所有|主办|承办|备案", RegexOptions.IgnoreCase)]
    private static partial Regex Imprint();

    private static Uri? Address(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null;
}
