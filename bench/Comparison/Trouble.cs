using Monitor.Core.Alerts;
using Monitor.Core.Signals;

namespace Monitor.Bench.Comparison;

/// <summary>One trouble as its detector sees it: what it says from each moment on. Before the first moment there is nothing to say.</summary>
/// <param name="Name">Word, dash, four digits: found again in what a receiver got.</param>
/// <param name="Kind">Detector kind; both sides group by it.</param>
/// <param name="DependsOn">Trouble that explains this one while it lasts.</param>
/// <param name="Turns">Ascending, since the scenario's beginning.</param>
internal sealed record Trouble(string Name, string Kind, IReadOnlyList<(TimeSpan From, SignalState State)> Turns, string? DependsOn = null, WarningLevel Level = WarningLevel.Yellow)
{
    public TimeSpan Began => Turns[0].From;

    public SignalState? At(TimeSpan moment) => Turns.LastOrDefault(t => t.From <= moment) is { } turn && Began <= moment ? turn.State : null;

    /// <summary>When it last turned into what it is then.</summary>
    public TimeSpan Since(TimeSpan moment) => Turns.Last(t => t.From <= moment).From;
}

/// <summary>What the receiver does with a call.</summary>
internal enum Mood { Takes, SaysNoWith200, Unreachable }

/// <summary>One story told to both sides at once.</summary>
/// <param name="Moods">How the receiver behaves from each moment on; it takes what comes until the first.</param>
/// <param name="KilledAt">Both sides are killed (SIGKILL) then and started again a minute later.</param>
internal sealed record Scenario(string Name, TimeSpan Length, IReadOnlyList<Trouble> Troubles)
{
    public IReadOnlyList<(TimeSpan From, Mood Mood)> Moods { get; init; } = [];

    public TimeSpan? KilledAt { get; init; }

    public Mood MoodAt(TimeSpan moment) => Moods.LastOrDefault(m => m.From <= moment) is { } turn && Moods.Count > 0 && Moods[0].From <= moment ? turn.Mood : Mood.Takes;

    public Trouble? Find(string name) => Troubles.FirstOrDefault(t => t.Name == name);
}
