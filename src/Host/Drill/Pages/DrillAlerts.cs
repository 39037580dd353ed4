using Monitor.Core.Alerts;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;
using Monitor.Host.Board.Pages;
using Monitor.Host.Drill.Running;

namespace Monitor.Host.Drill.Pages;

/// <summary>A running drill's alerts on the pages where people look for alerts, apart from the true ones.</summary>
internal static class DrillAlerts
{
    private const int Most = 50;

    public static async Task<Html> ShowAsync(HttpContext context, DateTimeOffset now, CancellationToken ct)
    {
        if (context.RequestServices.GetService<DrillDesk>() is not { Running: { } state } desk || desk.Run is not { } run || run.State.Id != state.Id) return Empty();
        var alerts = (await run.Station.Ledger.AlertsAsync(state.StartedAt, Most, ct)).Where(a => Permissions.Sees(context.User, a)).ToList();
        if (alerts.Count == 0) return Empty();
        return $"<section id=\"drill-alerts\" class=\"card\" data-live=\"alerts drills\"><h2>{DrillMark.Chinese}演练告警 <small>{alerts.Count} 条，不计入上面的级别和任何统计</small></h2>{AlertList.Of(context, alerts, now)}</section>";
    }

    private static Html Empty() => $"<section id=\"drill-alerts\" data-live=\"alerts drills\" hidden></section>";
}
