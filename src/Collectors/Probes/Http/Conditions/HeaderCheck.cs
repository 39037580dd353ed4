using Monitor.Core.Probes;

namespace Monitor.Collectors.Probes.Http.Conditions;

/// <summary>Compares header fields with what is expected of them. Pure.</summary>
internal static class HeaderCheck
{
    private const int Shown = 120;

    public static IEnumerable<Finding> Of(HttpAnswer answer, IReadOnlyDictionary<string, HeaderCondition> expected, ProbeTrace? trace)
    {
        foreach (var (name, condition) in expected)
        {
            var seen = answer.Header(name);
            var wanted = Wanted(condition);
            var pass = Holds(condition, seen);
            trace?.Check($"expectHeader {name}", wanted, seen ?? "(absent)", pass);
            if (!pass) yield return new("http.header", FindingSeverity.High, $"响应头 {name}：期望{wanted}，实际{(seen is null ? "没有" : $"为“{Short(seen)}”")}");
        }
    }

    private static bool Holds(HeaderCondition condition, string? seen)
    {
        if (seen is null) return !condition.Exists;
        return condition.Exists
            && (condition.Is is not { } whole || seen.Equals(whole, StringComparison.OrdinalIgnoreCase))
            && (condition.Contains is not { } part || seen.Contains(part, StringComparison.OrdinalIgnoreCase));
    }

    private static string Wanted(HeaderCondition condition)
    {
        if (!condition.Exists) return "没有";
        string[] parts = [.. condition.Is is { } whole ? [$"为“{whole}”"] : Array.Empty<string>(), .. condition.Contains is { } part ? [$"含“{part}”"] : Array.Empty<string>()];
        return parts.Length > 0 ? string.Join("且", parts) : "有";
    }

    private static string Short(string value) => value.Length <= Shown ? value : value[..Shown] + "…";
}
