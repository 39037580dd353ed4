using Monitor.Core.Security;
using Monitor.Host.Board.Markup;
using Monitor.Host.Replicas;

namespace Monitor.Host.Board.Pages;

internal static class RecordPages
{
    public static async Task<IResult> Sources(Desk desk, Node node, CancellationToken ct)
    {
        var statuses = await desk.Archive.SourcesAsync(ct);
        var replicas = node.Shared ? ReplicaRows.Of(Roll.Of(await desk.Ledger.LeasesAsync(desk.Now, ct)), node) : Html.Empty;
        return new PageResult("来源", "/sources", $"<section id=\"sources\" class=\"card\" data-live=\"sources posts\">{SourceRows.Full(desk, statuses)}</section>{replicas}");
    }

    public static async Task<IResult> Audit(Desk desk, CancellationToken ct)
    {
        var trail = await desk.Ledger.AuditTrailAsync(500, ct);
        var table = Tables.Of("审计记录", ["时间", "人员", "动作", "对象", "说明"], trail.Select(Row), "没有记录。");
        return new PageResult("审计", "/audit", $"<section class=\"card\"><h2>最近 {trail.Count} 条</h2>{table}</section>");
    }

    private static Html Row(AuditEntry e) =>
        $"<tr><td>{Times.Full(e.At)}</td><td>{e.Who}</td><td>{e.Action}</td><td>{e.Subject}</td><td class=\"wide\">{e.Detail}</td></tr>";
}
