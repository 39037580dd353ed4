using Monitor.Core.Alerts;
using Monitor.Host.Kibana.Lens;
using Monitor.Host.Kibana.Objects;

namespace Monitor.Host.Kibana.Boards;

/// <summary>What both boards show of their team's alerts. The id of each row leads to the alert's page.</summary>
internal static class AlertPanels
{
    public static Panel Table(BoardNames names, Place place, Team team) => Panel.OfLens("alerts", place, "告警（点击编号打开）Alerts", "每行一条告警，最近有动静的在前。One row an alert, the latest first.", names.AlertsView, Scope.AlertsOf(team),
        Chart.Table(
            Column.Terms("alert", "告警", "alert.id", 50, "at"), Column.Last("title", "标题", "alert.title"), Column.Last("level", "级别", "alert.level"), Column.Last("state", "状态", "alert.state"),
            Column.Last("kind", "类型", "rule.name"), Column.Count("events", "判断次数"), Column.LastSeen("at", "最近")), isGuest: true);

    public static Panel Levels(BoardNames names, Place place, Team team) => Panel.OfLens("alert-levels", place, "各级别告警数 Alerts by level", "有动静的告警数。Alerts about which something was decided.", names.AlertsView, Scope.AlertsOf(team),
        Chart.Xy("bar_stacked", Column.OverTime("at"), Column.Named("level", "级别", Words.Levels), Column.Distinct("alerts", "告警数", "alert.id")), isGuest: true);
}
