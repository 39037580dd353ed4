using System.Globalization;
using System.Text.Json;

namespace Monitor.Collectors.JsonLists;

/// <summary>Dotted paths with optional indexes: data.list[0].name; `||` separates alternatives.</summary>
internal static class JsonPath
{
    public static JsonElement? Find(JsonElement from, string? path)
    {
        if (path is null) return null;
        foreach (var alternative in path.Split("||"))
        {
            if (Walk(from, alternative.Trim()) is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } found) return found;
        }

        return null;
    }

    public static string? Text(JsonElement from, string? path) => Find(from, path) switch
    {
        { ValueKind: JsonValueKind.String } s => s.GetString() is { Length: > 0 } text ? text : null,
        { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } v => v.GetRawText(),
        _ => null,
    };

    private static JsonElement? Walk(JsonElement at, string path)
    {
        foreach (var step in path.Replace("[*]", "", StringComparison.Ordinal).Replace('[', '.').Replace("]", "", StringComparison.Ordinal)
                     .Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            if (at.ValueKind == JsonValueKind.Array && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            {
                if (index >= at.GetArrayLength()) return null;
                at = at[index];
            }
            else if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(step, out at))
            {
                return null;
            }
        }

        return at;
    }
}
