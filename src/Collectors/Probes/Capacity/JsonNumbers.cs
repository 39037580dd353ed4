using System.Globalization;
using System.Text.Json;
using Monitor.Collectors.JsonLists;

namespace Monitor.Collectors.Probes.Capacity;

/// <summary>Numbers in a JSON answer; those written as text count too.</summary>
internal static class JsonNumbers
{
    public static Measured Find(JsonElement root, string path)
    {
        var found = JsonPath.All(root, path);
        if (found.Count == 0) return Measured.Missing("不在应答中");
        var sum = 0.0;
        foreach (var element in found)
        {
            if (Number(element) is not { } value) return Measured.Missing("不是数");
            sum += value;
        }

        return Measured.Of(sum);
    }

    private static double? Number(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number when element.TryGetDouble(out var value) => value,
        JsonValueKind.String when double.TryParse(element.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) => value,
        _ => null,
    };
}
