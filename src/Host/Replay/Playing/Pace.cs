using Monitor.Core.Season;

namespace Monitor.Host.Replay.Playing;

/// <summary>
/// When to look next. Full pace while something happens, and for a while after it: a hold-down ends minutes after the last change. Once a minute
/// where nothing comes but an alert is open, for silence itself ends things: a burst falls off, a story is over. Every five minutes where nothing
/// is open, for silence may also begin something. When the whole look-back has passed without an event nothing can change any more, and the next
/// event or the next phase follows at once.
/// </summary>
internal sealed class Pace(TimeSpan every, ExamSeason season, TimeSpan lookBack, bool everywhere)
{
    /// <summary>Longer than the alert book's hold-down.</summary>
    private static readonly TimeSpan Settle = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Calm = TimeSpan.FromMinutes(5);

    /// <param name="now">This look, one of the grid.</param>
    /// <param name="stirred">Last event or last change of an alert.</param>
    /// <param name="open">Whether an alert is unresolved.</param>
    /// <param name="next">Next event, or null when the recording is over.</param>
    public DateTimeOffset Next(DateTimeOffset now, DateTimeOffset stirred, bool open, DateTimeOffset? next)
    {
        var still = now - stirred;
        if (everywhere || still < Settle) return now + every;
        if (still > lookBack + Minute && Coming(now, next) is { } far) return now + Grid(far - now);
        var idle = now + Grid(open ? Minute : Calm);
        return next is { } soon && soon < idle ? now + Grid(soon - now) : idle;
    }

    private DateTimeOffset? Coming(DateTimeOffset now, DateTimeOffset? next)
    {
        var turns = season.Phases.SelectMany(p => new[] { p.From, p.Until }).Where(t => t > now).ToList();
        if (turns.Count > 0 && (next is null || turns.Min() < next)) return next is null ? null : turns.Min();
        return next;
    }

    /// <summary>Whole looks that cover the span, at least one.</summary>
    private TimeSpan Grid(TimeSpan span) => every * Math.Max(1, Math.Ceiling(span / every));
}
