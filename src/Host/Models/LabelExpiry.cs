using Monitor.Core.Season;

namespace Monitor.Host.Models;

/// <summary>How long a label may be kept.</summary>
internal static class LabelExpiry
{
    /// <summary>The season's end and the days allowed after it; outside a season those days from now.</summary>
    public static DateTimeOffset Of(ExamSeason season, TimeSpan keep, DateTimeOffset now)
    {
        var end = season.Phases.Select(p => p.Until).DefaultIfEmpty(now).Max();
        return (end > now ? end : now) + keep;
    }
}
