using System.Text.Json;
using Monitor.Collectors.Parsing;

namespace Monitor.Collectors.Feeds;

/// <summary>JSON Feed 1.0 and 1.1 (jsonfeed.org).</summary>
internal static class JsonFeed
{
    public static Parsed Parse(string text, Uri? baseUrl, DateTimeOffset now, TextBudget budget)
    {
        try
        {
            using var document = Json.Parse(text);
            return Read(document.RootElement, baseUrl, now, budget);
        }
        catch (JsonException e)
        {
            return Parsed.Fail(Trouble.ParseError, "not JSON: " + e.Message);
        }
    }

    private static Parsed Read(JsonElement root, Uri? baseUrl, DateTimeOffset now, TextBudget budget)
    {
        if (!root.TryGetProperty("items", out var list) || list.ValueKind != JsonValueKind.Array)
            return Parsed.Fail(Trouble.ParseError, "a JSON answer without the `items` of a JSON feed");
        var items = new List<Item>();
        var broken = new BrokenEntries();
        foreach (var (entry, number) in list.EnumerateArray().Select((e, i) => (e, i + 1)))
        {
            if (budget.Spent(entry.ValueKind == JsonValueKind.Object ? Entry(entry, baseUrl, now) : null) is { } item) items.Add(item);
            else broken.Add(number, "has neither title, link nor text");
        }

        return new Parsed
        {
            Items = items,
            Broken = broken.ToList(),
            Fields = new Dictionary<string, string?> { ["format"] = "json", ["title"] = Text(root, "title"), ["link"] = Text(root, "home_page_url") },
        };
    }

    private static Item? Entry(JsonElement e, Uri? baseUrl, DateTimeOffset now)
    {
        var url = Text(e, "url") ?? Text(e, "external_url");
        if (url is not null && baseUrl is not null && Addresses.TryCreate(baseUrl, url, out var full) && !Uri.IsWellFormedUriString(url, UriKind.Absolute)) url = full.AbsoluteUri;
        var html = Text(e, "content_html");
        var item = new Item
        {
            Id = Text(e, "id") ?? url,
            Title = Text(e, "title"),
            Url = url,
            Text = Text(e, "content_text") ?? (html is null ? Text(e, "summary") : PlainText.FromHtml(html)),
            Summary = Text(e, "summary"),
            Author = Author(e),
            Published = Dates.Parse(Text(e, "date_published"), now, now.Offset),
            Updated = Dates.Parse(Text(e, "date_modified"), now, now.Offset),
            Categories = e.TryGetProperty("tags", out var tags) && tags.ValueKind == JsonValueKind.Array ? [.. tags.EnumerateArray().Select(t => t.ToString())] : [],
        };
        return item.Title is null && item.Url is null && string.IsNullOrEmpty(item.Text) ? null : item;
    }

    private static string? Author(JsonElement e)
    {
        if (e.TryGetProperty("authors", out var authors) && authors.ValueKind == JsonValueKind.Array && authors.GetArrayLength() > 0) return Text(authors[0], "name");
        return e.TryGetProperty("author", out var author) ? author.ValueKind == JsonValueKind.Object ? Text(author, "name") : author.ToString() : null;
    }

    private static string? Text(JsonElement e, string name) =>
        e.ValueKind == JsonValueKind.Object && e.TryGetProperty(name, out var v) && v.ValueKind is JsonValueKind.String or JsonValueKind.Number && v.ToString() is { Length: > 0 } s ? s : null;
}
