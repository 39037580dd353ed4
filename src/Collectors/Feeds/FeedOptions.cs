using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Collectors.Feeds;

public sealed record FeedOptions : IWebOptions
{
    [Required, Description("Address of the feed.")]
    public string Url { get; init; } = "";

    [Description("Keeps this source's cookies while the program runs and sends them back, for sites that show nothing without; otherwise none is kept or sent.")]
    public bool Cookies { get; init; }

    [Description("Newest entries read at one look."), Range(1, 5000)]
    public int MaxItems { get; init; } = 500;

    [Description("Offset from UTC of dates that name no zone.")]
    public TimeSpan Zone { get; init; } = TimeSpan.FromHours(8);
}
