using System.Globalization;
using System.Text.Json;
using Monitor.Collectors.JsonLists;
using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Http.Conditions;

/// <summary>Compares values of a JSON answer with what is expected of them. Pure.</summary>
internal static class JsonCheck
{
    private const int Shown = 120;

    public static IEnumerable<Finding> Of(HttpAnswer answer, IReadOnlyDictionary<string, JsonCondition> expected, ProbeTrace? trace)
    {
        if (expected.Count == 0) yield break;
        if (answer.Json(out var why) is not { } root)
        {
            trace?.Check("expectJson", "JSON", why, false);
            yield return Bad($"正文不是 JSON（{why}）");
            yield break;
        }

        foreach (var (path, condition) in expected)
        {
            var found = JsonPath.Find(root, path);
            var (wanted, seen) = (Wanted(condition), found is { } value ? Text(value) : null);
            var pass = Holds(condition, seen);
            trace?.Check($"expectJson {path}", wanted, seen ?? "(absent)", pass);
            if (!pass) yield return Bad($"JSON 的 {path}：期望{wanted}，实际{(seen is null ? "没有" : $"为 {Short(seen)}")}");
        }
    }

    private static bool Holds(JsonCondition condition, string? seen)
    {
        if (seen is null) return !condition.Exists;
        if (!condition.Exists) return false;
        if (condition.Is is { } exact && !Same(exact, seen)) return false;
        if (condition.AtLeast is null && condition.AtMost is null) return true;
        return Number(seen) is { } number && !(number < condition.AtLeast) && !(number > condition.AtMost);
    }

    private static bool Same(string wanted, string seen) =>
        wanted == seen || (Number(wanted) is { } a && Number(seen) is { } b && a.Equals(b));

    private static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Wanted(JsonCondition condition)
    {
        if (!condition.Exists) return "没有";
        List<string> parts = [];
        if (condition.Is is { } exact) parts.Add($"为 {exact}");
        if (condition.AtLeast is { } least) parts.Add($"至少 {least.ToString(CultureInfo.InvariantCulture)}");
        if (condition.AtMost is { } most) parts.Add($"至多 {most.ToString(CultureInfo.InvariantCulture)}");
        return parts.Count > 0 ? string.Join("且", parts) : "有";
    }

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : value.GetRawText();

    private static string Short(string value) => value.Length <= Shown ? value : value[..Shown] + "…";

    private static Finding Bad(string message) => new("http.json", FindingSeverity.High, message);
}
