using System.Globalization;
using System.Text.RegularExpressions;

namespace Monitor.Host.Configuration.Binding;

/// <summary>Lengths of time as people write them: 500ms, 30s, 5m, 2h, 7d, or joined as 1h30m.</summary>
internal static partial class Durations
{
    public const string Pattern = @"^([0-9]+(\.[0-9]+)?(ms|s|m|h|d))+$";

    public static bool TryParse(string text, out TimeSpan span)
    {
        span = TimeSpan.Zero;
        if (text.Length > 40 || !Whole().IsMatch(text)) return false;
        try
        {
            foreach (Match part in Part().Matches(text))
                span += double.Parse(part.Groups[1].Value, CultureInfo.InvariantCulture) * Unit(part.Groups[2].Value);
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private static TimeSpan Unit(string unit) => unit switch
    {
        "ms" => TimeSpan.FromMilliseconds(1),
        "s" => TimeSpan.FromSeconds(1),
        "m" => TimeSpan.FromMinutes(1),
        "h" => TimeSpan.FromHours(1),
        _ => TimeSpan.FromDays(1),
    };

    /// <summary>The shortest exact writing in one unit, for schema defaults and tables.</summary>
    public static string Write(TimeSpan span)
    {
        var ms = (long)span.TotalMilliseconds;
        foreach (var (size, unit) in new (long, string)[] { (86_400_000, "d"), (3_600_000, "h"), (60_000, "m"), (1000, "s") })
            if (ms != 0 && ms % size == 0) return (ms / size).ToString(CultureInfo.InvariantCulture) + unit;
        return ms == 0 ? "0s" : ms.ToString(CultureInfo.InvariantCulture) + "ms";
    }

    [GeneratedRegex(Pattern)]
    private static partial Regex Whole();

    [GeneratedRegex(@"([0-9]+(?:\.[0-9]+)?)(ms|s|m|h|d)")]
    private static partial Regex Part();
}
