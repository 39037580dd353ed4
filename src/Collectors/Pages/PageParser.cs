using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Monitor.Collectors.Parsing;

namespace Monitor.Collectors.Pages;

/// <summary>Rows of a list page. A page that shows a wall is blocked, one without a single row is a parse error: neither is "no news".</summary>
internal static class PageParser
{
    /// <exception cref="FormatException">The page has more elements than any real one.</exception>
    /// <exception cref="TookTooLongException">The page is made to be endless.</exception>
    /// <exception cref="RepeatsItselfException">Its rows hold each other.</exception>
    public static Parsed Parse(string html, Uri? baseUrl, PageOptions options, DateTimeOffset now)
    {
        var document = Html.Parse(html);
        if (Wall(document, options) is { } wall) return Parsed.Fail(Trouble.Blocked, wall);
        var at = Base(document, baseUrl);
        var fields = new RowFields(options.Fields);
        var lacking = string.IsNullOrWhiteSpace(options.Fields.Title) ? $"text at '{options.Fields.Text}'" : $"title at '{options.Fields.Title}'";
        var items = new List<Item>();
        var broken = new List<string>();
        var replies = options.Replies is { } r ? new ReplyRows(r) : null;
        var budget = new TextBudget("a page whose rows", html.Length, new ReadLimit("reading the page's rows"));
        var number = 0;
        foreach (var row in document.QuerySelectorAll(options.Rows))
        {
            number++;
            if (budget.Spent(fields.Read(row, at, now, options.Zone)) is { } item)
            {
                items.Add(item);
                if (replies is not null) items.AddRange(replies.Read(row, item, at, now, options.Zone).Select(r => budget.Spent(r)!));
            }
            else if (!options.SkipUntitled) broken.Add($"row {number}: no {lacking}");
        }

        return items.Count > 0
            ? new Parsed { Items = items, Broken = broken, Fields = new Dictionary<string, string?> { ["title"] = document.Title, ["next"] = Next(document, options, at) } }
            : Parsed.Fail(Trouble.ParseError, number == 0 ? $"no row matches '{options.Rows}'" : $"{number} rows, none with a {lacking}");
    }

    private static string? Wall(IHtmlDocument document, PageOptions options)
    {
        if (options.Wall is { Length: > 0 } selector && document.QuerySelector(selector) is not null) return $"the page shows a wall ('{selector}')";
        var title = document.Title ?? "";
        return Walls.Named(title) is { } known && document.QuerySelector(options.Rows) is null
            ? $"the page is a wall: its title says '{known}'"
            : null;
    }

    private static string? Next(IHtmlDocument document, PageOptions options, Uri? at) =>
        options.NextPage is { Length: > 0 } selector && document.QuerySelector(selector)?.GetAttribute("href") is { Length: > 0 } href && at is not null
        && Addresses.TryCreate(at, href, out var next) && next.Scheme is "http" or "https" ? next.AbsoluteUri : null;

    private static Uri? Base(IHtmlDocument document, Uri? baseUrl) =>
        document.QuerySelector("base[href]")?.GetAttribute("href") is { } own && (Addresses.TryCreate(baseUrl, own, out var made) || Addresses.TryCreate(own, UriKind.Absolute, out made)) ? made : baseUrl;
}
