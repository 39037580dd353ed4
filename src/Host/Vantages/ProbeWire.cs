using System.Text.Json;
using System.Text.Json.Serialization;
using Monitor.Core.Probes;

namespace Monitor.Host.Vantages;

/// <summary>Results as they travel: a JSON array, each entry as <see cref="ProbeResult"/> with words for states and severities.</summary>
internal static class ProbeWire
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public static byte[] Write(IReadOnlyList<ProbeResult> results) => JsonSerializer.SerializeToUtf8Bytes(results, Json);

    /// <summary>Entry by entry, so that a broken one costs itself only.</summary>
    /// <exception cref="JsonException">The body is no JSON array.</exception>
    public static IEnumerable<(int Index, ProbeResult? Result, string? Fault)> Read(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        if (document.RootElement.ValueKind != JsonValueKind.Array) throw new JsonException("expected an array of results");
        return [.. document.RootElement.EnumerateArray().Select((entry, index) => One(entry, index))];
    }

    private static (int Index, ProbeResult? Result, string? Fault) One(JsonElement entry, int index)
    {
        try
        {
            return entry.Deserialize<ProbeResult>(Json) is { TargetId: not null, Findings: not null } result && result.Findings.All(f => f is { Code: not null, Message: not null })
                ? (index, result, null)
                : (index, null, "expected an object with targetId, at and state");
        }
        catch (JsonException e)
        {
            return (index, null, $"{e.Path}: not readable as a result");
        }
    }
}
