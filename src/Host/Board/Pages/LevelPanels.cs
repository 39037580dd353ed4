using Monitor.Core.Alerts;
using Monitor.Host.Board.Markup;
using static Monitor.Host.Board.Speech.Tongue;

namespace Monitor.Host.Board.Pages;

/// <summary>A team's level in large letters: the highest of its open alerts, and whether a person has issued it.</summary>
internal static class LevelPanels
{
    public static Html Of(Team team, IReadOnlyList<Alert> open)
    {
        var mine = open.Where(a => a.Team == team).ToList();
        var waiting = mine.Count(a => a.AcknowledgedAt is null);
        if (mine.Count == 0) return $"<div class=\"level level-none\"><span>{Words.Of(team)}</span><strong>{Say("平稳")}</strong><em>{Say("无未解除告警")}</em></div>";

        var top = mine.MaxBy(a => a.Level)!;
        var proposed = top.Level >= WarningLevel.Orange && !mine.Any(a => a.Level == top.Level && a.LevelIssued);
        return $"""
            <div class="level level-{top.Level.ToString().ToLowerInvariant()}"><span>{Words.Of(team)}</span><strong>{Words.Of(top.Level)}</strong>{(proposed ? Say("（建议，待签发）") : "")}
            <em>{Say("{0} 条未解除，{1} 条待受理", mine.Count, waiting)}</em></div>
            """;
    }
}
