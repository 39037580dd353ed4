using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Monitor.Alerts.Decide;

/// <summary>`alerting:` in monitor.yaml: when to speak, when to wait, and to whom to turn next.</summary>
public sealed record AlertingOptions : IValidatableObject
{
    [Description("Look-back in which turns between trouble and calm are counted.")]
    public TimeSpan FlapWithin { get; init; } = TimeSpan.FromMinutes(30);

    [Description("So many turns within the look-back are flapping."), Range(3, 1000)]
    public int FlapAt { get; init; } = 5;

    [Description("No more turns than this within the look-back is settled."), Range(0, 999)]
    public int SettleAt { get; init; } = 1;

    [Description("Storms are counted over this long.")]
    public TimeSpan GroupWithin { get; init; } = TimeSpan.FromMinutes(5);

    [Description("After so many notices of one kind within it the channel gets lists instead."), Range(1, 10_000)]
    public int GroupSameKind { get; init; } = 4;

    [Description("After so many notices of any kind within it the channel gets lists instead."), Range(1, 10_000)]
    public int GroupAny { get; init; } = 12;

    [Description("How long the first list gathers.")]
    public TimeSpan GroupWait { get; init; } = TimeSpan.FromMinutes(1);

    [Description("Shortest time between two lists of a channel; a list with orange or red comes after a fifth of it.")]
    public TimeSpan GroupEvery { get; init; } = TimeSpan.FromMinutes(10);

    [Description("First reminder of an alert nobody has acknowledged; each next one waits twice as long. 0s = none.")]
    public TimeSpan RemindAfter { get; init; } = TimeSpan.FromMinutes(30);

    [Description("Longest wait between two reminders.")]
    public TimeSpan RemindMost { get; init; } = TimeSpan.FromHours(4);

    [Description("Most reminders of one alert."), Range(0, 100)]
    public int RemindTimes { get; init; } = 4;

    [Description("Alerts below this level are not reminded of.")]
    public Core.Alerts.WarningLevel RemindFrom { get; init; } = Core.Alerts.WarningLevel.Orange;

    [Description("Who is turned to next while nobody acknowledges.")]
    public IReadOnlyList<OnCallStep> OnCall { get; init; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (SettleAt >= FlapAt) yield return new ValidationResult("expected less than flapAt, so that an alert does not flap between flapping and settled", [nameof(SettleAt)]);
        if (FlapWithin < TimeSpan.FromMinutes(1)) yield return new ValidationResult("expected at least 1m", [nameof(FlapWithin)]);
    }
}
