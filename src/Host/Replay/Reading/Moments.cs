using System.Globalization;
using System.Text.Json;

namespace Monitor.Host.Replay.Reading;

/// <summary>Moments as recordings write them: ISO 8601, or seconds or milliseconds since 1970. Without a zone they are Beijing time, whatever the machine's zone is.</summary>
internal static class Moments
{
    public static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    // Outside these years it is a mistake, and arithmetic around it would leave the calendar.
    private const int FirstYear = 2000;
    private const int LastYear = 2099;
    private const long LeastMilliseconds = 100_000_000_000;

    public static bool TryRead(JsonElement value, out DateTimeOffset at)
    {
        at = default;
        if (value.ValueKind == JsonValueKind.Number) return value.TryGetInt64(out var number) && TryRead(number, out at);
        return value.ValueKind == JsonValueKind.String && TryRead(value.GetString()!, out at);
    }

    public static bool TryRead(string text, out DateTimeOffset at)
    {
        at = default;
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var written)) return false;
        if (written.Kind == DateTimeKind.Unspecified) at = new DateTimeOffset(written, Beijing);
        else if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out at)) return false;
        return Sane(at);
    }

    private static bool TryRead(long number, out DateTimeOffset at)
    {
        at = default;
        if (number is < 0 or > 99_999_999_999_999) return false;
        at = number >= LeastMilliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(number) : DateTimeOffset.FromUnixTimeSeconds(number);
        return Sane(at);
    }

    private static bool Sane(DateTimeOffset at) => at.Year is >= FirstYear and <= LastYear;
}
