using System.Globalization;
using System.Text.Json;

namespace Monitor.Collectors.JsonLists;

/// <summary>
/// Dotted paths with indexes and wildcards: data.list[0].name, data.groups[*].items; `||` separates alternatives, of which the first that
/// finds anything counts. `[*]` stands for every element of an array and every value of an object.
/// </summary>
internal static class JsonPath
{
    private const string Every = "*";

    public static JsonElement? Find(JsonElement from, string? path) => All(from, path) is [var first, ..] ? first : null;

    /// <summary>Everything the path leads to, in document order, nulls left out.</summary>
    public static IReadOnlyList<JsonElement> All(JsonElement from, string? path)
    {
        if (path is null) return [];
        foreach (var alternative in path.Split("||"))
        {
            var found = Walk(from, alternative.Trim());
            if (found.Count > 0) return found;
        }

        return [];
    }

    /// <summary>Entries of the list at the path, those of several lists behind a wildcard one after the other; null when there is no list.</summary>
    public static IReadOnlyList<JsonElement>? Entries(JsonElement from, string path)
    {
        foreach (var alternative in path.Split("||", StringSplitOptions.TrimEntries))
        {
            // "every element" at the end means what an array without it means: its entries.
            var list = alternative.EndsWith("[*]", StringComparison.Ordinal) ? alternative[..^3] : alternative;
            var holders = Walk(from, list);
            var open = list.Length < alternative.Length ? holders.Where(IsContainer) : holders.Where(h => h.ValueKind == JsonValueKind.Array);
            if (open.ToList() is { Count: > 0 } lists) return [.. lists.SelectMany(Children)];
        }

        return null;
    }

    /// <summary>Text of what the path leads to; several, behind a wildcard, joined by spaces. Null when absent or empty.</summary>
    public static string? Text(JsonElement from, string? path) =>
        string.Join(' ', All(from, path).Select(Text).Where(t => t.Length > 0)) is { Length: > 0 } text ? text : null;

    private static string Text(JsonElement e) => e.ValueKind switch
    {
        JsonValueKind.String => e.GetString() ?? "",
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => e.GetRawText(),
        _ => "",
    };

    private static List<JsonElement> Walk(JsonElement from, string path)
    {
        List<JsonElement> at = [from];
        foreach (var step in path.Replace('[', '.').Replace("]", "", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries))
            at = [.. at.SelectMany(e => Step(e, step))];
        at.RemoveAll(e => e.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined);
        return at;
    }

    private static IEnumerable<JsonElement> Step(JsonElement at, string step)
    {
        if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty(step, out var value)) return [value];
        if (step == Every) return Children(at);
        return at.ValueKind == JsonValueKind.Array && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < at.GetArrayLength()
            ? [at[index]]
            : [];
    }

    private static bool IsContainer(JsonElement e) => e.ValueKind is JsonValueKind.Array or JsonValueKind.Object;

    private static IEnumerable<JsonElement> Children(JsonElement e) => e.ValueKind switch
    {
        JsonValueKind.Array => e.EnumerateArray(),
        JsonValueKind.Object => e.EnumerateObject().Select(p => p.Value),
        _ => [],
    };
}
