using System.Globalization;
using Monitor.Core.Probes;
using Monitor.Core.Weaknesses;

namespace Monitor.Alerts.Weaknesses;

/// <summary>The Chinese word for every value of the register.</summary>
public static class WeaknessWords
{
    public static string Of(WeaknessState state) => state switch
    {
        WeaknessState.Reopened => "再次出现",
        WeaknessState.Accepted => "已接受风险",
        WeaknessState.Fixed => "已整改",
        _ => "待整改",
    };

    public static string Of(FindingSeverity severity) => severity switch
    {
        FindingSeverity.High => "高",
        FindingSeverity.Medium => "中",
        _ => "低",
    };

    public static string Day(DateTimeOffset at) => Day(WeaknessDays.Of(at));

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The day it is due by, and how it stands to it.</summary>
    public static string Due(Weakness weakness, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(weakness);
        var late = WeaknessDays.Of(now).DayNumber - weakness.Due.DayNumber;
        return Day(weakness.Due) + (weakness.IsOverdueAt(now) ? $"（已超期 {late} 天）" : "");
    }
}
