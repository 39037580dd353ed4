using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Collectors.Pages;

public sealed record PageOptions
{
    [Required, Description("Address of the list page.")]
    public string Url { get; init; } = "";

    [Required, Description("CSS selector of one row.")]
    public string Rows { get; init; } = "";

    [Description("Where each field of a row is found; title is needed, or text where title is empty.")]
    public PageFields Fields { get; init; } = new();

    [Description("CSS selector that marks a log-in or check page; its presence means blocked.")]
    public string? Wall { get; init; }

    [Description("Rows without a title are skipped silently (separators, adverts); otherwise they count as broken.")]
    public bool SkipUntitled { get; init; } = true;

    [Description("Offset from UTC of dates that name no zone.")]
    public TimeSpan Zone { get; init; } = TimeSpan.FromHours(8);
}

/// <summary>
/// Each field is `selector`, or `selector@attribute`, or `@attribute` of the row itself, optionally followed by ` | regex:PATTERN`
/// whose first group (or whole match) is kept. `@own-text` is the element's text without that of the elements in it.
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
