using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Monitor.Collectors.Parsing;
using Monitor.Collectors.Sitemaps;

namespace Monitor.Collectors.Trying;

/// <summary>The answers' shapes: what a page or feed lacks is absent, never invented.</summary>
internal static class TryAnswer
{
    private static readonly JsonSerializerOptions Writing = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Of(string? id, Parsed parsed, bool feed = false)
    {
        if (parsed.Trouble is { } trouble) return Failed(id, Name(trouble), parsed.Message ?? "");
        var items = parsed.Items.Select(i => feed ? Entry(i) : Row(i));
        return JsonSerializer.Serialize(new { id, ok = true, items, fields = parsed.Fields.Where(f => f.Value is not null).ToDictionary() }, Writing);
    }

    public static string Of(string? id, IEnumerable<SitemapEntry> entries) =>
        JsonSerializer.Serialize(new { id, ok = true, items = entries.Select(e => new { loc = e.Loc, lastmod = Iso(e.LastModified), title = e.Title, published = Iso(e.Published), names = e.Names == SitemapTarget.Page ? null : e.Names.ToString().ToLowerInvariant() }) }, Writing);

    public static string Fields(string? id, Dictionary<string, object> fields) => JsonSerializer.Serialize(new { id, ok = true, fields }, Writing);

    public static string Items(string? id, IEnumerable<object> items, Dictionary<string, object> fields) => JsonSerializer.Serialize(new { id, ok = true, items, fields }, Writing);

    public static string Failed(string? id, string kind, string message) =>
        JsonSerializer.Serialize(new { id, ok = false, error = new { kind, message } }, Writing);

    /// <summary>An entry with its markup, so that it can be compared with what the feed says; a post gets the plain text.</summary>
    private static object Entry(Item i) => new
    {
        id = i.Id,
        title = i.AsWritten is { } written ? written.Title : i.Title,
        link = i.Url,
        published = Iso(i.Published),
        updated = Iso(i.Updated),
        author = i.Author,
        summary = i.AsWritten is { } w ? w.Summary : i.Summary,
        content = i.AsWritten is { } c ? c.Content : i.Text,
        categories = i.Categories.Count == 0 ? null : i.Categories,
        links = i.Links.Count == 0 ? null : i.Links.Select(l => new { rel = l.Rel, href = l.Href, type = l.Type }),
        enclosures = i.Links.All(l => l.Rel != "enclosure") ? null : i.Links.Where(l => l.Rel == "enclosure").Select(l => new { href = l.Href, type = l.Type, length = l.Length }),
    };

    private static object Row(Item i) => new
    {
        title = i.Title,
        url = i.Url,
        text = i.Text,
        author = i.Author,
        published = Iso(i.Published),
        rank = i.Rank,
        heat = i.Heat,
        replies = i.Replies,
    };

    private static string? Iso(DateTimeOffset? at) => at?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private static string Name(Trouble trouble) => trouble switch
    {
        Trouble.Blocked => "blocked",
        Trouble.ApiError => "api-error",
        Trouble.Unsupported => "unsupported",
        _ => "parse-error",
    };
}
