using AngleSharp.Dom;
using Monitor.Collectors.Articles;
using Monitor.Collectors.Fetching;
using Monitor.Collectors.Parsing;

namespace Monitor.Collectors.Pages;

/// <summary>The page behind a row: what the definition names, else what an article shows anybody; its answers follow it.</summary>
internal sealed class DetailReader(PageDetail detail, TimeSpan zone)
{
    private readonly FieldPath? _title = FieldPath.Parse(detail.Title);
    private readonly FieldPath? _text = FieldPath.Parse(detail.Text);
    private readonly FieldPath? _author = FieldPath.Parse(detail.Author);
    private readonly FieldPath? _published = FieldPath.Parse(detail.Published);
    private readonly ReplyRows? _replies = detail.Replies is { } replies ? new ReplyRows(replies) : null;

    /// <returns>Empty when the page is a wall or holds no text.</returns>
    public IReadOnlyList<Item> Read(FetchResult answer, Item item, DateTimeOffset now)
    {
        var html = answer.Text();
        if (Walls.Of(html) is not null) return [];
        var found = detail.Article ? ArticleParser.Read(html, answer.Url, now, zone) : null;
        var root = Html.Parse(html);
        var page = root.DocumentElement;
        var text = _text?.Read(page, keepLines: true) ?? found?.Body;
        if (string.IsNullOrEmpty(text)) return [];
        var detailed = item with
        {
            Title = _title?.Read(page) ?? item.Title ?? found?.Title,
            Text = text,
            Author = _author?.Read(page) ?? item.Author ?? found?.Author,
            Published = Dates.Parse(_published?.Read(page), now, zone) ?? found?.Published?.At ?? item.Published,
        };
        return _replies is null ? [detailed] : [detailed, .. Replies(root, detailed, answer.Url, now, html.Length)];
    }

    private IEnumerable<Item> Replies(IParentNode root, Item post, Uri at, DateTimeOffset now, int length)
    {
        var budget = new TextBudget("a page whose answers", length, new ReadLimit("reading the page's answers"));
        return _replies!.Read(root, post, at, now, zone).Select(r => budget.Spent(r)!);
    }
}
