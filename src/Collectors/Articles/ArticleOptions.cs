using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Collectors.Articles;

public sealed record ArticleOptions : IWebOptions
{
    [Required, Description("Address of the page that links to the articles.")]
    public string Url { get; init; } = "";

    [Description("Keeps this source's cookies while the program runs and sends them back, for sites that show nothing without; otherwise none is kept or sent.")]
    public bool Cookies { get; init; }

    [Description("CSS selector of the links to articles; absent = links of the same site whose text is long enough to be a headline.")]
    public string? Links { get; init; }

    [Description("Articles read at one look; the rest wait for the next."), Range(1, 200)]
    public int MaxArticles { get; init; } = 20;

    [Description("Offset from UTC of times that name no zone.")]
    public TimeSpan Zone { get; init; } = TimeSpan.FromHours(8);
}
