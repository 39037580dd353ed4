using AngleSharp.Dom;
using Monitor.Collectors.Parsing;

namespace Monitor.Collectors.Pages;

/// <summary>The fields of a page definition, ready to read rows.</summary>
internal sealed class RowFields(PageFields fields)
{
    private readonly FieldPath? _title = FieldPath.Parse(fields.Title);
    private readonly FieldPath? _url = FieldPath.Parse(fields.Url);
    private readonly FieldPath? _text = FieldPath.Parse(fields.Text);
    private readonly FieldPath? _author = FieldPath.Parse(fields.Author);
    private readonly FieldPath? _published = FieldPath.Parse(fields.Published);
    private readonly FieldPath? _rank = FieldPath.Parse(fields.Rank);
    private readonly FieldPath? _heat = FieldPath.Parse(fields.Heat);
    private readonly FieldPath? _replies = FieldPath.Parse(fields.Replies);
    private readonly FieldPath? _id = FieldPath.Parse(fields.Id);

    /// <summary>Null when the row lacks its title, or its text where no title is configured (posts of a thread).</summary>
    public Item? Read(IElement row, Uri? at, DateTimeOffset now, TimeSpan zone)
    {
        var title = _title?.Read(row);
        var text = _text?.Read(row, keepLines: true);
        if ((_title is null ? text : title) is null) return null;
        var url = _url?.Read(row);
        if (url is not null && at is not null && Addresses.TryCreate(at, url, out var full)) url = full.AbsoluteUri;
        return new Item
        {
            Id = _id?.Read(row) ?? url,
            Title = title,
            Url = url,
            Text = text,
            Author = _author?.Read(row),
            Published = Dates.Parse(_published?.Read(row), now, zone),
            Rank = (int?)Numbers.Parse(_rank?.Read(row)),
            Heat = Numbers.Parse(_heat?.Read(row)),
            Replies = (int?)Numbers.Parse(_replies?.Read(row)),
        };
    }
}
