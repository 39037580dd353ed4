using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Collectors.Sitemaps;

public sealed record SitemapOptions : IWebOptions
{
    [Required, Description("Address of the sitemap or sitemap index; .gz is understood.")]
    public string Url { get; init; } = "";

    [Description("Keeps this source's cookies while the program runs and sends them back, for sites that show nothing without; otherwise none is kept or sent.")]
    public bool Cookies { get; init; }

    [Description("Regular expression that addresses of wanted pages match; absent = all.")]
    public string? Match { get; init; }

    [Description("Pages that changed longer ago are left out; pages without a date are read.")]
    public TimeSpan Within { get; init; } = TimeSpan.FromDays(3);

    [Description("Sitemaps of an index read at one look, those changed last first."), Range(1, 50)]
    public int MaxMaps { get; init; } = 3;

    [Description("Pages read at one look; the rest wait for the next."), Range(1, 200)]
    public int MaxPages { get; init; } = 20;

    [Description("Offset from UTC of times that name no zone.")]
    public TimeSpan Zone { get; init; } = TimeSpan.FromHours(8);
}
