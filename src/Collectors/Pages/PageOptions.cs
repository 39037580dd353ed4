using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Collectors.Pages;

public sealed record PageOptions : IWebOptions
{
    [Required, Description("Address of the list page.")]
    public string Url { get; init; } = "";

    [Description("Keeps this source's cookies while the program runs and sends them back, for sites that show nothing without; otherwise none is kept or sent.")]
    public bool Cookies { get; init; }

    [Required, Description("CSS selector of one row.")]
    public string Rows { get; init; } = "";

    [Description("Where each field of a row is found; title is needed, or text where title is empty.")]
    public PageFields Fields { get; init; } = new();

    [Description("CSS selector that marks a log-in or check page; its presence means blocked.")]
    public string? Wall { get; init; }

    [Description("Rows without a title are skipped silently (separators, adverts); otherwise they count as broken.")]
    public bool SkipUntitled { get; init; } = true;

    [Description("Answers shown within a row (comments below a post): each becomes an item of its own after the row's.")]
    public PageReplies? Replies { get; init; }

    [Description("The page behind a row's link, read once; absent = the list is all there is.")]
    public PageDetail? Detail { get; init; }

    [Description("CSS selector of the link to the next page of the list.")]
    public string? NextPage { get; init; }

    [Description("Pages of the list read at one look, the first included."), Range(1, 20)]
    public int MaxPages { get; init; } = 1;

    [Description("Offset from UTC of dates that name no zone.")]
    public TimeSpan Zone { get; init; } = TimeSpan.FromHours(8);
}

/// <summary>Answers to a post: their rows within it, and their fields.</summary>
public sealed record PageReplies
{
    [Required, Description("CSS selector of one answer.")]
    public string Rows { get; init; } = "";

    [Description("Fields of an answer; without a title unless one is named.")]
    public PageFields Fields { get; init; } = new() { Title = "", Url = null, Text = "." };
}

/// <summary>How the page behind a link is read: as an article anybody could have written, or by fields of its own.</summary>
public sealed record PageDetail
{
    [Description("Find title, text, author and time without a definition; fields that are named go before.")]
    public bool Article { get; init; } = true;

    [Description("Title on the page.")]
    public string? Title { get; init; }

    [Description("Text on the page.")]
    public string? Text { get; init; }

    [Description("Author on the page.")]
    public string? Author { get; init; }

    [Description("Publish time on the page.")]
    public string? Published { get; init; }

    [Description("Answers on the page.")]
    public PageReplies? Replies { get; init; }

    [Description("Pages read at one look; the rest wait for the next."), Range(1, 200)]
    public int MaxPages { get; init; } = 20;
}

/// <summary>
/// Each field is `selector`, or `selector@attribute`, or `@attribute` of the row itself; `@own-text` is the element's text without that of
/// the elements in it. Filters may follow, each after a bar: `after:MARK`, `before:MARK` (cut at a mark), `replace:A=>B`, and last
/// `regex:PATTERN`, whose first group (or whole match) is kept.
/// </summary>
public sealed record PageFields
{
    [Description("Title of the row; empty = rows have none, such as the posts of a thread.")]
    public string Title { get; init; } = "a";

    [Description("Link; made absolute.")]
    public string? Url { get; init; } = "a@href";

    [Description("Body or excerpt.")]
    public string? Text { get; init; }

    [Description("Author as shown.")]
    public string? Author { get; init; }

    [Description("Publish time in any usual form, relative Chinese ones included.")]
    public string? Published { get; init; }

    [Description("Place in a hot list.")]
    public string? Rank { get; init; }

    [Description("Heat; 万 and 亿 are understood.")]
    public string? Heat { get; init; }

    [Description("Number of replies.")]
    public string? Replies { get; init; }

    [Description("The site's own id of the item.")]
    public string? Id { get; init; }
}
