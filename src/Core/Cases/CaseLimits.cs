using System.ComponentModel;
using Monitor.Core.Alerts;

namespace Monitor.Core.Cases;

/// <summary>
/// How soon a case must be answered. Defaults follow 国办发〔2016〕80号 (first authoritative word within 5 hours) and 国办发〔2016〕61号 (major: press
/// conference within 24 hours; other matters: reply within 48 hours).
/// </summary>
public sealed record CaseLimits
{
    [Description("A major matter's first public word.")]
    public TimeSpan FirstWord { get; init; } = TimeSpan.FromHours(5);

    [Description("A major matter's press conference.")]
    public TimeSpan Briefing { get; init; } = TimeSpan.FromHours(24);

    [Description("The public reply to any other matter.")]
    public TimeSpan Reply { get; init; } = TimeSpan.FromHours(48);

    [Description("Cases of this level or above are major.")]
    public WarningLevel MajorFrom { get; init; } = WarningLevel.Orange;

    [Description("A reminder goes out this long before a limit; another when it has passed.")]
    public TimeSpan RemindBefore { get; init; } = TimeSpan.FromHours(1);
}
