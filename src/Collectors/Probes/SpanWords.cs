namespace Monitor.Collectors.Probes;

/// <summary>Lengths of time for people.</summary>
internal static class SpanWords
{
    /// <summary>For people: such as 3 小时 12 分; zero parts are left out.</summary>
    public static string Of(TimeSpan span)
    {
        List<string> parts = [];
        if (span.Days > 0) parts.Add($"{span.Days} 天");
        if (span.Hours > 0) parts.Add($"{span.Hours} 小时");
        if (span.Minutes > 0 && span.Days == 0) parts.Add($"{span.Minutes} 分");
        if (span.Seconds > 0 && span is { Days: 0, Hours: 0 }) parts.Add($"{span.Seconds} 秒");
        return parts.Count > 0 ? string.Join(' ', parts) : "0 秒";
    }
}
