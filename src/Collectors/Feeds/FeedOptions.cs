using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Collectors.Feeds;

public sealed record FeedOptions
{
    [Required, Description("Address of the feed.")]
    public string Url { get; init; } = "";

    [Description("Newest entries read at one look."), Range(1, 5000)]
    public int MaxItems { get; init; } = 500;

    [Description("Offset from UTC of dates that name no zone.")]
    public TimeSpan Zone { get; init; } = TimeSpan.FromHours(8);
}
