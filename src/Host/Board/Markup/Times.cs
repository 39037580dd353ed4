using System.Globalization;
using static Monitor.Host.Board.Speech.Tongue;

namespace Monitor.Host.Board.Markup;

/// <summary>Times as the district reads them. China has had no daylight saving since 1991, so a fixed offset is exact and needs no zone data.</summary>
internal static class Times
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public static string Full(DateTimeOffset at) => at.ToOffset(Offset).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);

    public static string Short(DateTimeOffset at) => at.ToOffset(Offset).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Visible short time; the whole of it with its zone on hover and for machines.</summary>
    public static Html Tag(DateTimeOffset at) =>
        $"<time datetime=\"{at.ToOffset(Offset).ToString("o", CultureInfo.InvariantCulture)}\" title=\"{Full(at)}\">{Short(at)}</time>";

    public static string Span(TimeSpan span) => span switch
    {
        { TotalSeconds: < 0 } => Say("{0} 秒", 0),
        { TotalMinutes: < 1 } => Say("{0} 秒", (int)span.TotalSeconds),
        { TotalHours: < 1 } => Say("{0} 分钟", (int)span.TotalMinutes),
        { TotalDays: < 1 } => Say("{0} 小时 {1} 分", (int)span.TotalHours, span.Minutes),
        _ => Say("{0} 天 {1} 小时", (int)span.TotalDays, span.Hours),
    };

    /// <summary>Value of a datetime-local field, read as Shanghai time.</summary>
    public static DateTimeOffset? FromField(string? value) =>
        DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), Offset)
            : null;

    public static string ToField(DateTimeOffset? at) => at?.ToOffset(Offset).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture) ?? "";
}
