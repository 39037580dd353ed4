using System.Globalization;
using System.Text;
using Monitor.Alerts;
using Monitor.Core.Alerts;

namespace Monitor.Host.Demo;

/// <summary>The balance as plain lines, one event a line.</summary>
internal static class SummaryTable
{
    public static string Write(DaySummary summary)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"演示小结：注入 {summary.Catches.Count} 件，发现 {summary.Catches.Count(c => c.Alert is not null)} 件，误报橙/红 {summary.FalseAlerts.Count} 件");
        foreach (var c in summary.Catches)
        {
            text.AppendLine(c.Alert is { } alert
                ? string.Create(CultureInfo.InvariantCulture, $"  {Clock(c.Event.From)} {c.Event.Name} → {Clock(c.Minute!.Value)} {Team(alert.Team)} {Level(alert.Level)} {alert.Fingerprint}，滞后 {c.DelayMinutes:0.0} 分钟")
                : $"  {Clock(c.Event.From)} {c.Event.Name} → 未发现");
        }

        foreach (var alert in summary.FalseAlerts)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  误报：{Clock((alert.OpenedAt - DemoDay.Start).TotalMinutes)} {Level(alert.Level)} {alert.Fingerprint} {alert.Title}");
        }

        return text.ToString();
    }

    public static string Clock(double minute) => DemoDay.Start.AddMinutes(minute).ToString("HH:mm", CultureInfo.InvariantCulture);

    public static string Team(Team team) => team == Core.Alerts.Team.Propaganda ? "宣传组" : "网络安全组";

    public static string Level(WarningLevel level) => Levels.Colour(level);
}
