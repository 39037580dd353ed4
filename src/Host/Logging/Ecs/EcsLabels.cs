using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Serilog.Events;

namespace Monitor.Host.Logging.Ecs;

/// <summary>
/// An event's own properties. Every value is written as text, so that one key never has two types in an index; what has parts is written as the text
/// of its JSON. Keys lose the characters an index gives a meaning.
/// </summary>
internal static class EcsLabels
{
    /// <summary>Keywords above 1,024 characters are not indexed, and the mark of the cut needs its room.</summary>
    public const int Longest = 960;

    private const int Deepest = 8;

    public static void Write(Utf8JsonWriter json, LogEvent e)
    {
        HashSet<string>? used = null;
        foreach (var (name, value) in e.Properties)
        {
            if (IsField(name, value)) continue;
            if (used is null) json.WriteStartObject("labels");
            used ??= new HashSet<string>(StringComparer.Ordinal);
            json.WriteString(Key(name, used), EcsText.Cut(Text(value), Longest));
        }

        if (used is not null) json.WriteEndObject();
    }

    /// <summary>What has a field of its own.</summary>
    private static bool IsField(string name, LogEventPropertyValue value) =>
        name is "SourceContext" or OriginEnricher.Transaction or OriginEnricher.Thread ? value is ScalarValue { Value: string } : name == "EventId" && value is StructureValue;

    private static string Key(string name, HashSet<string> used)
    {
        var key = EcsText.Cut(Sanitise(name), 200);
        for (var (plain, i) = (key, 2); !used.Add(key); i++) key = string.Create(CultureInfo.InvariantCulture, $"{plain}_{i}");
        return key;
    }

    private static string Sanitise(string name) =>
        name.Length == 0 ? "_" : name.AsSpan().IndexOfAny(".*\\") < 0 ? name : name.Replace('.', '_').Replace('*', '_').Replace('\\', '_');

    private static string Text(LogEventPropertyValue value) => value is ScalarValue { Value: var raw } ? Text(raw) : Nested(value);

    private static string Text(object? raw) => raw switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        DateTimeOffset at => at.ToString("O", CultureInfo.InvariantCulture),
        DateTime at => at.ToString("O", CultureInfo.InvariantCulture),
        _ => Convert.ToString(raw, CultureInfo.InvariantCulture) ?? "",
    };

    private static string Nested(LogEventPropertyValue value)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(bytes, EcsFormatter.Writing)) Write(json, value, 0);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, LogEventPropertyValue value, int depth)
    {
        switch (value)
        {
            case SequenceValue sequence when depth < Deepest:
                json.WriteStartArray();
                foreach (var element in sequence.Elements) Write(json, element, depth + 1);
                json.WriteEndArray();
                break;
            case StructureValue structure when depth < Deepest:
                WriteObject(json, structure.Properties.Select(p => (p.Name, p.Value)), depth);
                break;
            case DictionaryValue dictionary when depth < Deepest:
                WriteObject(json, dictionary.Elements.Select(p => (Text(p.Key.Value), p.Value)), depth);
                break;
            case ScalarValue { Value: var raw }:
                json.WriteStringValue(Text(raw));
                break;
            default:
                json.WriteStringValue("…");
                break;
        }
    }

    private static void WriteObject(Utf8JsonWriter json, IEnumerable<(string Name, LogEventPropertyValue Value)> parts, int depth)
    {
        json.WriteStartObject();
        foreach (var (name, value) in parts)
        {
            json.WritePropertyName(name);
            Write(json, value, depth + 1);
        }

        json.WriteEndObject();
    }
}
