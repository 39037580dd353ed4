using AngleSharp.Html.Dom;

namespace Monitor.Collectors.Articles;

/// <summary>Contents of a page's meta elements by their name, property or itemprop, in lower case; the first of a name wins.</summary>
internal sealed class MetaTags
{
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    public MetaTags(IHtmlDocument document)
    {
        foreach (var meta in document.QuerySelectorAll("meta[content]"))
        {
            if (meta.GetAttribute("content")?.Trim() is not { Length: > 0 } value) continue;
            foreach (var attribute in new[] { "property", "name", "itemprop" })
            {
                // One attribute may hold several names.
                foreach (var name in (meta.GetAttribute(attribute) ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) _values.TryAdd(name, value);
            }
        }
    }

    public string? First(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_values.TryGetValue(name, out var value)) return value;
        }

        return null;
    }

    public IEnumerable<string> All(params string[] names) => names.Select(n => _values.GetValueOrDefault(n)).OfType<string>();
}
