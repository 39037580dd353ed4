using System.Globalization;
using System.Text.RegularExpressions;

namespace Monitor.Collectors.Parsing;

/// <summary>Counts as sites write them: 1,234, 3.2万, 1.5亿.</summary>
internal static partial class Numbers
{
    public static long? Parse(string? text)
    {
        var m = Form().Match(Narrow.Of(text ?? ""));
        if (!m.Success || !double.TryParse(m.Groups["n"].Value.Replace(",", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var n)) return null;
        var value = n * m.Groups["u"].Value switch { "万" or "w" or "W" => 1e4, "亿" => 1e8, "千" or "k" or "K" => 1e3, _ => 1 };
        return value < long.MaxValue ? (long)Math.Round(value) : null;
    }

    [GeneratedRegex("(?<n>\\d[\\d,]*(?:\\.\\d+)?)\\s*(?<u>万|亿|千|[wWkK](?![a-zA-Z]))?")]
    private static partial Regex Form();
}
