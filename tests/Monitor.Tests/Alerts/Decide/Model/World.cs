using Monitor.Alerts.Decide;
using Monitor.Core.Alerts;
using Monitor.Core.Probes;
using Monitor.Core.Season;
using Monitor.Core.Signals;

namespace Monitor.Tests.Alerts.Decide.Model;

/// <summary>What the scenarios play in: five troubles and six channels that differ in whom, what and when they hear.</summary>
internal static class World
{
    public static IReadOnlyList<(string Kind, string Subject, Team Team)> Troubles { get; } =
    [
        ("outage", "portal", Team.Security),
        // Cannot work without the portal.
        ("outage", "filing", Team.Security),
        // Has a time of maintenance.
        ("outage", "sms", Team.Security),
        ("rumour-story", "story-1", Team.Propaganda),
        ("rumour-story", "story-2", Team.Propaganda),
    ];

    public static IReadOnlyList<ChannelDefinition> Channels { get; } =
    [
        new() { Id = "all", Kind = "log", DailyCap = 0 },
        new() { Id = "loud", Kind = "log", DailyCap = 0, MinLevel = WarningLevel.Orange },
        new() { Id = "quiet", Kind = "log", DailyCap = 0, Quiet = [new DailyWindow { From = new(8, 30), Until = new(10, 0) }] },
        new() { Id = "capped", Kind = "log", DailyCap = 3 },
        new() { Id = "words", Kind = "log", DailyCap = 0, Teams = [Team.Propaganda] },
        new() { Id = "chief", Kind = "log", DailyCap = 0, OnCallOnly = true },
    ];

    public static AlertBookOptions Options { get; } = new()
    {
        Rules = new AlertingOptions
        {
            GroupSameKind = 3,
            GroupAny = 5,
            RemindAfter = TimeSpan.FromMinutes(10),
            RemindTimes = 2,
            OnCall = [new OnCallStep { Name = "科长", Team = Team.Security, Channels = ["chief"], After = TimeSpan.FromMinutes(15) }],
        },
        Targets = new Dictionary<string, TargetPlan>
        {
            ["portal"] = new("门户", null, [], []),
            ["filing"] = new("填报", null, ["portal"], []),
            ["sms"] = new("短信", null, [], [new MaintenanceWindow { Reason = "割接", Begins = Book.Start.AddMinutes(20), Ends = Book.Start.AddMinutes(50) }]),
        },
    };

    public static Signal Signal(int trouble, SignalState state, WarningLevel level) => new()
    {
        Kind = Troubles[trouble].Kind,
        Subject = Troubles[trouble].Subject,
        Team = Troubles[trouble].Team,
        Level = level,
        At = Book.Start,
        Title = Troubles[trouble].Subject,
        Why = "连续 3 次",
        State = state,
    };

    /// <summary>Whether a channel is for an alert, from the words of its definition.</summary>
    public static bool Hears(ChannelDefinition channel, Alert alert) =>
        !channel.OnCallOnly && alert.Level >= channel.MinLevel && (channel.Teams.Count == 0 || channel.Teams.Contains(alert.Team));
}
