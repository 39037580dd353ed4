namespace Monitor.Storage;

/// <summary>Times are stored as UTC milliseconds since 1970.</summary>
internal static class Instants
{
    public static long Ms(this DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    public static DateTimeOffset At(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);
}
