using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Collectors.JsonLists;

public sealed record JsonListOptions : IWebOptions
{
    [Required, Description("Address of the JSON answer.")]
    public string Url { get; init; } = "";

    [Description("Keeps this source's cookies while the program runs and sends them back, for sites that show nothing without; otherwise none is kept or sent.")]
    public bool Cookies { get; init; }

    [Description("Path of the list, such as data.realtime or data.groups[*].items; empty = the answer itself is the list.")]
    public string Items { get; init; } = "";

    [Description("Paths of the fields within one entry; several joined by || are tried in order.")]
    public JsonFields Fields { get; init; } = new();

    [Description("Path that tells success, such as ok or code; absent = not checked beyond the usual error forms.")]
    public string? OkPath { get; init; }

    [Description("Value of okPath that means success, several joined by ||; absent = the usual ones (1 or true for ok and success, else 0, 200, ok, success).")]
    public string? OkValue { get; init; }

    [Description("Address of an item made from its fields, such as https://s.example/q={title}; used when url has no path.")]
    public string? UrlTemplate { get; init; }

    [Description("Entries for which this path is true or 1 are left out (adverts).")]
    public string? SkipIf { get; init; }

    [Description("Offset from UTC of dates that name no zone.")]
    public TimeSpan Zone { get; init; } = TimeSpan.FromHours(8);
}

public sealed record JsonFields
{
    public string Title { get; init; } = "title";

    public string? Url { get; init; } = "url";

    public string? Text { get; init; }

    public string? Author { get; init; }

    [Description("Text date, or seconds or milliseconds since 1970.")]
    public string? Published { get; init; }

    [Description("Absent = the place in the list.")]
    public string? Rank { get; init; }

    public string? Heat { get; init; }

    public string? Replies { get; init; }

    public string? Id { get; init; }
}
