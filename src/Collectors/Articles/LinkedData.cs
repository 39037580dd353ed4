using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using Monitor.Collectors.Parsing;

namespace Monitor.Collectors.Articles;

/// <summary>What a page says of its article in JSON-LD (schema.org); the first article object wins, field by field.</summary>
internal sealed partial record LinkedData(string? Headline, string? Published, IReadOnlyList<string> Authors, string? Body)
{
    private const int MaxLength = 500_000;
    private const int MaxObjects = 500;

    public static LinkedData None { get; } = new(null, null, [], null);

    /// <summary>Names of the site and of its publisher.</summary>
    public IReadOnlyList<string> Sites { get; init; } = [];

    public static LinkedData Of(IHtmlDocument document, ReadLimit limit)
    {
        var found = None;
        var sites = new List<string>();
        // Asked for once: a document without one is searched for it to its end.
        var title = document.Title ?? "";
        string? spare = null;
        foreach (var script in document.QuerySelectorAll("script[type='application/ld+json' i]"))
        {
            limit.Check();
            if (script.TextContent is not { Length: > 0 and < MaxLength } json) continue;
            if (Read(json, title, sites) is { } one)
                found = new(found.Headline ?? one.Headline, found.Published ?? one.Published, found.Authors.Count > 0 ? found.Authors : one.Authors, found.Body ?? one.Body);
            // Other objects, and JSON beyond mending, may still name the moment.
            else if (spare is null && Moment().Match(json) is { Success: true } m) spare = m.Groups[1].Value;
        }

        return found with { Published = found.Published ?? spare, Sites = sites };
    }

    private static LinkedData? Read(string json, string title, List<string> sites)
    {
        try
        {
            using var document = Json.Parse(Mended(json));
            var objects = Objects(document.RootElement).Take(MaxObjects).ToList();
            sites.AddRange(objects.SelectMany(SiteOf));
            return objects.Where(IsArticle).Select(e => Of(e, title)).FirstOrDefault(d => d.Headline is not null || d.Published is not null);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Line breaks within strings and the marks of CDATA are common faults of templates.</summary>
    private static string Mended(string json)
    {
        var text = json.Replace('\n', ' ').Replace('\r', ' ').Replace('\t', ' ').Trim();
        text = text.Replace("<![CDATA[", "", StringComparison.Ordinal).Replace("]]>", "", StringComparison.Ordinal);
        var (from, to) = (text.IndexOfAny(['{', '[']), text.LastIndexOfAny(['}', ']']));
        return from < 0 || to < from ? text : text[from..(to + 1)];
    }

    private static LinkedData Of(JsonElement e, string title) =>
        new(Headlined(Text(e, "headline"), Text(e, "name"), title), Text(e, "datePublished") ?? Text(e, "dateCreated"), e.TryGetProperty("author", out var author) ? [.. Names(author).Take(20)] : [], Text(e, "articleBody"));

    /// <summary>Some sites use one of the two for other things; the one the page's title repeats is meant.</summary>
    private static string? Headlined(string? headline, string? name, string title) =>
        headline is null || (name is not null && name.Length * 2 > title.Length && title.Contains(name, StringComparison.Ordinal) && !title.Contains(headline, StringComparison.Ordinal)) ? name : headline;

    private static IEnumerable<JsonElement> Objects(JsonElement root)
    {
        var pending = new Queue<JsonElement>([root]);
        while (pending.TryDequeue(out var at))
        {
            if (at.ValueKind == JsonValueKind.Array)
            {
                foreach (var one in at.EnumerateArray()) pending.Enqueue(one);
            }
            else if (at.ValueKind == JsonValueKind.Object)
            {
                yield return at;
                foreach (var name in new[] { "@graph", "mainEntity", "mainEntityOfPage" })
                {
                    if (at.TryGetProperty(name, out var inner) && inner.ValueKind is JsonValueKind.Array or JsonValueKind.Object) pending.Enqueue(inner);
                }
            }
        }
    }

    private static IEnumerable<string> SiteOf(JsonElement e)
    {
        if (e.TryGetProperty("publisher", out var publisher)) return Names(publisher).Take(5);
        return e.TryGetProperty("@type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() is "WebSite" && Text(e, "name") is { } name ? [name] : [];
    }

    private static bool IsArticle(JsonElement e) => e.TryGetProperty("@type", out var type) && type.ValueKind switch
    {
        JsonValueKind.String => IsArticle(type.GetString()!),
        JsonValueKind.Array => type.EnumerateArray().Any(t => t.ValueKind == JsonValueKind.String && IsArticle(t.GetString()!)),
        _ => false,
    };

    private static bool IsArticle(string type) => type.EndsWith("Article", StringComparison.Ordinal) || type.EndsWith("Posting", StringComparison.Ordinal) || type is "Report" or "Review";

    private static IEnumerable<string> Names(JsonElement author) => author.ValueKind switch
    {
        JsonValueKind.Array => author.EnumerateArray().SelectMany(Names),
        JsonValueKind.Object => Text(author, "name") is { } name ? [name] : author.TryGetProperty("name", out var names) ? Names(names) : [],
        JsonValueKind.String when author.GetString()!.Trim() is { Length: > 0 } name => [name],
        _ => [],
    };

    [GeneratedRegex("\"(?:datePublished|pubDate)\"\\s*:\\s*\"([^\"]{8,40})\"")]
    private static partial Regex Moment();

    private static string? Text(JsonElement e, string name) =>
        e.TryGetProperty(name, out var v) && v.ValueKind == JsonValueKind.String && v.GetString() is { } s && !string.IsNullOrWhiteSpace(s) ? System.Net.WebUtility.HtmlDecode(s).Trim() : null;
}
