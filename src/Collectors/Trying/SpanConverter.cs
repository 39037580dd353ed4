using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitor.Collectors.Trying;

/// <summary>Durations in `try` options may be hours ("8h") as in YAML, or .NET's own form.</summary>
internal sealed class SpanConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString() ?? "";
        if (text.EndsWith('h') && double.TryParse(text[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var hours)) return TimeSpan.FromHours(hours);
        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) ? span : throw new JsonException($"'{text}' is no duration; expected such as 8h");
    }

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
