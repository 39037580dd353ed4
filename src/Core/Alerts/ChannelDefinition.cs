using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Monitor.Core.Season;

namespace Monitor.Core.Alerts;

/// <summary>One way out to people; an entry of `channels:` in monitor.yaml.</summary>
public sealed record ChannelDefinition
{
    [Required, Description("Unique id."), RegularExpression("^[a-z0-9][a-z0-9-]{1,62}$")]
    public string Id { get; init; } = "";

    [Required, Description("Kind of notifier; see `monitor kinds`.")]
    public string Kind { get; init; } = "";

    [Description("Teams whose alerts go here; empty = all.")]
    public IReadOnlyList<Team> Teams { get; init; } = [];

    [Description("Alerts below this level are not sent here.")]
    public WarningLevel MinLevel { get; init; } = WarningLevel.Blue;

    [Description("Hours in which blue and yellow wait; they come as one summary when the hours end. Orange and red pass.")]
    public IReadOnlyList<DailyWindow> Quiet { get; init; } = [];

    [Description("After so many notices within 24 hours blue and yellow come as one summary an hour; 0 = no cap."), Range(0, 100_000)]
    public int DailyCap { get; init; } = 60;

    [Description("Only for alerts that `alerting.onCall` passes on to it.")]
    public bool OnCallOnly { get; init; }

    [Description("zh or en: language of the notices' own words.")]
    public Language Language { get; init; } = Language.Zh;

    /// <summary>The kind's own options record, bound and validated by the host.</summary>
    public object? Options { get; init; }
}
