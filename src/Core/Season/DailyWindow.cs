using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Core.Season;

/// <summary>
/// A stretch of the day on the wall clock of a zone, on some days of the week. One that ends before it begins crosses midnight and belongs to the day
/// it began on. Where a clock is put forward or back, what the wall shows decides.
/// </summary>
public sealed record DailyWindow : IValidatableObject
{
    [Required, Description("First minute in it, such as 22:00.")]
    public TimeOnly From { get; init; }

    [Required, Description("First minute no longer in it; earlier than `from` = the next morning; equal = the whole day.")]
    public TimeOnly Until { get; init; }

    [Description("Days it begins on, such as [saturday, sunday]; empty = every day.")]
    public IReadOnlyList<DayOfWeek> Days { get; init; } = [];

    [Description("IANA time zone of the clock.")]
    public string Zone { get; init; } = "Asia/Shanghai";

    public bool Contains(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(Zone));
        var (clock, day) = (TimeOnly.FromTimeSpan(local.TimeOfDay), local.DayOfWeek);
        if (From < Until) return clock >= From && clock < Until && On(day);
        return (clock >= From && On(day)) || (clock < Until && On((DayOfWeek)(((int)day + 6) % 7)));
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out _))
            yield return new ValidationResult($"expected an IANA time zone such as Asia/Shanghai, found '{Zone}'", [nameof(Zone)]);
    }

    private bool On(DayOfWeek day) => Days.Count == 0 || Days.Contains(day);
}
