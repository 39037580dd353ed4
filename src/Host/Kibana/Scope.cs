using Monitor.Core.Alerts;
using Monitor.Core.Judgements;

namespace Monitor.Host.Kibana;

/// <summary>
/// What a board may show at all. Kibana does not know Monitor's roles, so nothing that the own board keeps for a few is shown to anybody here: no post
/// of people in distress, no restricted alert. An alert event that does not say it is free counts as restricted, as those of older builds do.
/// </summary>
internal static class Scope
{
    /// <summary>Public posts as they come in; the past a source brought at its first read would make every chart begin with a cliff.</summary>
    public static readonly string Posts = Kql.All(Kql.Is("post.backfill", false), Kql.Not(Kql.Is("post.topic", Topics.StudentWellbeing)));

    public static readonly string Alerts = Kql.Is("alert.restricted", false);

    public static string AlertsOf(Team team) => Kql.All(Alerts, Kql.Is("alert.team", team.ToString().ToLowerInvariant()));
}
