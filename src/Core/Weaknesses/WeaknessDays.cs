namespace Monitor.Core.Weaknesses;

/// <summary>Days as the district counts them. China has had no daylight saving since 1991, so a fixed offset is exact.</summary>
public static class WeaknessDays
{
    private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    public static DateOnly Of(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(Shanghai).DateTime);

    /// <summary>First moment of the day.</summary>
    public static DateTimeOffset Begin(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), Shanghai);
}
