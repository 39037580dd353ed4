using System.Globalization;
using System.Text.Json;

namespace Monitor.Alerts.Sms;

/// <summary>One value of a JSON text by a path such as <c>data.list[0].code</c>.</summary>
internal static class JsonAt
{
    /// <summary>Null when the text is no JSON or has nothing there; numbers and words as written.</summary>
    public static string? Value(string json, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var at = document.RootElement;
            foreach (var step in path.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries))
            {
                if (Step(at, step) is not { } next) return null;
                at = next;
            }

            return at.ToString();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement? Step(JsonElement at, string step)
    {
        if (step is ['[', .. var digits, ']'] && int.TryParse(digits, CultureInfo.InvariantCulture, out var index))
            return at.ValueKind == JsonValueKind.Array && index >= 0 && index < at.GetArrayLength() ? at[index] : null;
        return at.ValueKind == JsonValueKind.Object && at.TryGetProperty(step, out var value) ? value : null;
    }
}
