using System.Globalization;
using Monitor.Collectors.FileDrop.Rows;
using Monitor.Collectors.Parsing;
using Monitor.Core.Posts;

namespace Monitor.Collectors.FileDrop;

/// <summary>From the cells of a row to a post, by the names of the columns.</summary>
internal sealed class RowFields(string sourceId, FileDropOptions options, Func<DateTimeOffset> now)
{
    private static readonly string[] Yes = ["1", "true", "yes", "y", "是", "已删除", "删除"];

    private readonly Dictionary<IReadOnlyList<string>, int> _places = [];

    /// <summary>Finds the columns in a header.</summary>
    /// <exception cref="DropFault">None of them can be a post's words. The header itself is not repeated: it may be a row of data.</exception>
    public void Place(IReadOnlyList<string?> header, long line)
    {
        var named = header.Select(Plain).ToList();
        var c = options.Columns;
        foreach (var names in new[] { c.Id, c.Url, c.Title, c.Text, c.Author, c.Published, c.Heat, c.Replies, c.Rank, c.Gone })
            if (names.Select(n => named.IndexOf(Plain(n))).FirstOrDefault(i => i >= 0, -1) is var place and >= 0) _places[names] = place;
        if (!_places.ContainsKey(c.Title) && !_places.ContainsKey(c.Text) && !_places.ContainsKey(c.Gone))
            throw new DropFault($"line {line}: none of {header.Count} columns is a title ({string.Join(", ", c.Title)}) or a text ({string.Join(", ", c.Text)}); name them in options.columns");
    }

    public Entry Read(long line, Func<IReadOnlyList<string>, int, string?> cell) => Read(line, (names, _) => _places.TryGetValue(names, out var place) ? cell(names, place) : null, options);

    /// <param name="cell">Value of the field that has these names.</param>
    public Entry Read(long line, Func<IReadOnlyList<string>, int, string?> cell, FileDropOptions of)
    {
        var c = of.Columns;
        var (id, url, gone) = (Value(c.Id), Value(c.Url), Value(c.Gone) is { } said && Yes.Contains(said, StringComparer.OrdinalIgnoreCase));
        var (title, text) = (Words(c.Title), Words(c.Text));
        if (title is null && text is null && !(gone && (id ?? url) is not null)) return new Entry(line, null, "neither a title nor a text");
        if (url is not null && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")) url = null;
        var published = Value(c.Published) is { } at ? Time(at) : null;
        if (published is null && Value(c.Published) is not null) return new Entry(line, null, "the time in the column of publishing is not understood");
        return new Entry(line, new RawPost
        {
            SourceId = sourceId,
            NativeId = id,
            Url = url,
            Title = title,
            Text = text ?? "",
            Author = Value(c.Author),
            Published = published,
            Heat = Numbers.Parse(Value(c.Heat)),
            Replies = Narrowed(Numbers.Parse(Value(c.Replies))),
            Rank = Narrowed(Numbers.Parse(Value(c.Rank))),
            Gone = gone,
        }, null);

        string? Value(IReadOnlyList<string> names) => cell(names, -1)?.Trim() is { Length: > 0 } value ? value : null;

        string? Words(IReadOnlyList<string> names) => Value(names) is not { } value ? null : of.Html ? PlainText.FromHtml(value) : value;
    }

    private DateTimeOffset? Time(string text)
    {
        // A sheet's time may come with the fraction of a second, which no person wrote.
        var at = Dates.Parse(text, now(), options.Zone);
        return at is { Year: > 1990 } && at <= now().AddDays(2) ? at : null;
    }

    private static int? Narrowed(long? number) => number is >= int.MinValue and <= int.MaxValue ? (int)number : null;

    /// <summary>Exports write their heads with spaces, marks and in either width.</summary>
    private static string Plain(string? name) =>
        string.Concat(Narrow.Of(name ?? "").Where(ch => !char.IsWhiteSpace(ch) && ch != '\uFEFF')).ToLower(CultureInfo.InvariantCulture);
}
