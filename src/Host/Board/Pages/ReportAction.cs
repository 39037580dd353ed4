using Monitor.Host.Board.Access;
using Monitor.Host.Reports;

namespace Monitor.Host.Board.Pages;

/// <summary>The quick report as a download, for those who may read what it is of.</summary>
internal static class ReportAction
{
    public static async Task<IResult> OfAlert(HttpContext context, string id, Desk desk, ReportDesk reports, CancellationToken ct)
    {
        if (await desk.Ledger.AlertAsync(id, ct) is not { } alert) return Refusals.NotFound("告警");
        if (alert.Restricted && Permissions.Sees(context.User, alert)) await RestrictedReads.NoteAsync(context, "alert " + id, ct);
        return Permissions.Sees(context.User, alert) ? await FileAsync(context, id, reports, ct) : Refusals.Forbidden();
    }

    public static async Task<IResult> OfCase(HttpContext context, string id, Desk desk, ReportDesk reports, CancellationToken ct)
    {
        if (await desk.Ledger.CaseAsync(id, ct) is not { } subject) return Refusals.NotFound("事件");
        var alert = subject.AlertId is null ? null : await desk.Ledger.AlertAsync(subject.AlertId, ct);
        var sees = Permissions.Sees(context.User, subject) && (alert is null || Permissions.Sees(context.User, alert));
        return sees ? await FileAsync(context, id, reports, ct) : Refusals.Forbidden();
    }

    private static async Task<IResult> FileAsync(HttpContext context, string id, ReportDesk reports, CancellationToken ct)
    {
        var file = await reports.MakeAsync(id, context.User.Identity!.Name!, ct);
        return file is null ? Refusals.NotFound("告警") : Results.File(file, ReportDesk.ContentType, $"快报-{id}.docx");
    }
}
