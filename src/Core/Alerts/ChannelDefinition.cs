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

    [Description("How long a notice is tried before it becomes a dead letter."), Range(typeof(TimeSpan), "01:00:00", "90.00:00:00")]
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromDays(7);

    [Description("Channel that gets a marked copy of what is refused here for good or does not arrive in time; what that channel may not hear is not copied.")]
    public string? Failover { get; init; }

    [Description("How long orange and red may stay undelivered before the failover channel gets a copy; blue and yellow may six times as long."), Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan FailoverAfter { get; init; } = TimeSpan.FromMinutes(5);

    [Description("Only for alerts that `alerting.onCall` passes on to it.")]
    public bool OnCallOnly { get; init; }

    [Description("zh or en: language of the notices' own words.")]
    public Language Language { get; init; } = Language.Zh;

    /// <summary>The kind's own options record, bound and validated by the host.</summary>
    public object? Options { get; init; }

    /// <summary>What the failover channel's copy waits for with blue and yellow: nobody must get up for them.</summary>
    public TimeSpan CalmFailoverAfter() => FailoverAfter * 6;

    /// <summary>Without the options, which name people.</summary>
    public override string ToString() => $"Channel {Id} ({Kind})";
}
