using System.Globalization;
using System.Text.Json;
using Monitor.Collectors.Parsing;

namespace Monitor.Collectors.JsonLists;

/// <summary>A list in a JSON answer. An answer that says "no" in its body is an API error, never an empty list.</summary>
internal static class JsonListParser
{
    /// <param name="text">The answer.</param>
    /// <param name="baseUrl">Address it came from.</param>
    /// <param name="options">Where what stands.</param>
    /// <param name="now">Moment of reading.</param>
    /// <param name="limit">Time for it; null = the usual.</param>
    /// <exception cref="TookTooLongException">The list is made to be endless.</exception>
    public static Parsed Parse(string text, Uri? baseUrl, JsonListOptions options, DateTimeOffset now, ReadLimit? limit = null)
    {
        limit ??= new ReadLimit("reading the list");
        var trimmed = text.TrimStart('\uFEFF', ' ', '\r', '\n', '\t');
        if (trimmed.StartsWith('<')) return Parsed.Fail(Trouble.Blocked, "a page where JSON was expected: most likely a log-in or check page");
        JsonDocument document;
        try
        {
            document = Json.Parse(trimmed);
        }
        catch (JsonException e)
        {
            return Parsed.Fail(Trouble.ParseError, "not JSON: " + e.Message);
        }

        using (document)
        {
            var root = document.RootElement;
            var list = JsonPath.Entries(root, options.Items);
            if (ApiErrors.Find(root, options, hasEntries: list is { Count: > 0 }) is { } said) return Parsed.Fail(Trouble.ApiError, said);
            return list is null ? Parsed.Fail(Trouble.ParseError, $"no list at '{options.Items}'") : Read(list, baseUrl, options, now, limit);
        }
    }

    private static Parsed Read(IReadOnlyList<JsonElement> list, Uri? baseUrl, JsonListOptions options, DateTimeOffset now, ReadLimit limit)
    {
        var items = new List<Item>();
        var broken = new BrokenEntries();
        var lacking = $"neither a title at '{options.Fields.Title}' nor a text";
        var number = 0;
        foreach (var entry in list)
        {
            number++;
            limit.Check();
            if (options.SkipIf is not null && JsonPath.Text(entry, options.SkipIf) is "true" or "1") continue;
            if (ReadOne(entry, items.Count + 1, baseUrl, options, now) is { } item) items.Add(item);
            else broken.Add(number, lacking);
        }

        return items.Count == 0 && broken.Count > 0
            ? Parsed.Fail(Trouble.ParseError, $"{broken.Count} entries, none readable; {broken.First}")
            : new Parsed { Items = items, Broken = broken.ToList() };
    }

    private static Item? ReadOne(JsonElement e, int place, Uri? baseUrl, JsonListOptions options, DateTimeOffset now)
    {
        var f = options.Fields;
        var title = e.ValueKind == JsonValueKind.String ? e.GetString() : JsonPath.Text(e, f.Title);
        var body = JsonPath.Text(e, f.Text);
        if (string.IsNullOrWhiteSpace(title)) title = null;
        if (title is null && body is null) return null;
        var url = JsonPath.Text(e, f.Url) ?? options.UrlTemplate?.Replace("{title}", Uri.EscapeDataString(title ?? ""), StringComparison.Ordinal)
            .Replace("{id}", Uri.EscapeDataString(JsonPath.Text(e, f.Id) ?? ""), StringComparison.Ordinal);
        if (url is not null && baseUrl is not null && Addresses.TryCreate(baseUrl, url, out var full)) url = Uri.IsWellFormedUriString(url, UriKind.Absolute) ? url : full.AbsoluteUri;
        return new Item
        {
            Id = JsonPath.Text(e, f.Id) ?? url ?? title ?? body,
            Title = title?.Trim(),
            Url = url,
            Text = body is null ? null : PlainText.FromHtml(body),
            Author = JsonPath.Text(e, f.Author),
            Published = Time(JsonPath.Text(e, f.Published), now, options.Zone),
            Rank = f.Rank is null ? place : (int?)Numbers.Parse(JsonPath.Text(e, f.Rank)),
            Heat = Numbers.Parse(JsonPath.Text(e, f.Heat)),
            Replies = (int?)Numbers.Parse(JsonPath.Text(e, f.Replies)),
        };
    }

    private static DateTimeOffset? Time(string? text, DateTimeOffset now, TimeSpan zone)
    {
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch)) return Dates.Parse(text, now, zone);
        return epoch switch
        {
            > 100_000_000_000 and < 100_000_000_000_000 => DateTimeOffset.FromUnixTimeMilliseconds(epoch),
            > 100_000_000 and < 100_000_000_000 => DateTimeOffset.FromUnixTimeSeconds(epoch),
            _ => null,
        };
    }
}
