namespace Monitor.Core.Cases;

public enum ClockKind { FirstWord, Briefing, Reply }

/// <summary>Idle is the clock of a case that was closed without what it waited for.</summary>
public enum ClockState { Running, Soon, Late, Met, MetLate, Idle }

/// <summary>One limit of one case.</summary>
/// <param name="Left">Until the limit; negative when it has passed. Counts to the moment it was met or the case was closed.</param>
public sealed record CaseClock(ClockKind Kind, DateTimeOffset Due, ClockState State, TimeSpan Left)
{
    /// <summary>The clocks a case has: a major one two, any other one.</summary>
    public static IReadOnlyList<CaseClock> Of(Case subject, CaseLimits limits, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(limits);
        CaseClock Clock(ClockKind kind, TimeSpan within, DateTimeOffset? met) => Read(kind, subject.ClockFrom + within, met, subject.ClosedAt, limits.RemindBefore, now);
        return subject.Level >= limits.MajorFrom
            ? [Clock(ClockKind.FirstWord, limits.FirstWord, subject.AnsweredAt), Clock(ClockKind.Briefing, limits.Briefing, subject.BriefedAt)]
            : [Clock(ClockKind.Reply, limits.Reply, subject.AnsweredAt)];
    }

    private static CaseClock Read(ClockKind kind, DateTimeOffset due, DateTimeOffset? met, DateTimeOffset? closed, TimeSpan before, DateTimeOffset now)
    {
        var left = due - (met ?? closed ?? now);
        var state = (met, closed) switch
        {
            (not null, _) => left < TimeSpan.Zero ? ClockState.MetLate : ClockState.Met,
            (null, not null) => ClockState.Idle,
            _ => left <= TimeSpan.Zero ? ClockState.Late : left <= before ? ClockState.Soon : ClockState.Running,
        };
        return new CaseClock(kind, due, state, left);
    }
}
