using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Monitor.Core.Alerts;
using Monitor.Core.Posts;

namespace Monitor.Core.Cases;

/// <summary>How a case begins.</summary>
public static class CaseOpening
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    public static Case Of(Alert alert, string title, string? department, string who, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(alert);
        return Begin(Case.OfAlert(alert.Id), title, alert.Team, alert.Level, who, now) with
        {
            AlertId = alert.Id,
            Kind = alert.Kind,
            Restricted = alert.Restricted,
            ClockFrom = alert.OpenedAt,
            Department = department,
        };
    }

    /// <summary>A story's case is the propaganda team's, and yellow: nobody has graded it.</summary>
    public static Case Of(Story story, string title, bool restricted, string? department, string who, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(story);
        return Begin(Case.OfStory(story.Id), title, Team.Propaganda, WarningLevel.Yellow, who, now) with { StoryId = story.Id, Restricted = restricted, Department = department };
    }

    private static Case Begin(string origin, string title, Team team, WarningLevel level, string who, DateTimeOffset now) => new()
    {
        Id = Id(origin, now),
        Title = title,
        Team = team,
        Level = level,
        OpenedBy = who,
        OpenedAt = now,
        ClockFrom = now,
        UpdatedAt = now,
    };

    /// <summary>The day and six hex digits, short enough to be read out on the telephone.</summary>
    private static string Id(string origin, DateTimeOffset now)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(origin + "\n" + now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)));
        return now.ToOffset(Beijing).ToString("yyyyMMdd", CultureInfo.InvariantCulture) + "-" + Convert.ToHexStringLower(hash)[..6];
    }
}
