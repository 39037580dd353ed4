using Monitor.Alerts.Email;
using Monitor.Core.Contracts;
using Monitor.Core.Security;
using Monitor.Host.Board.Access;
using Monitor.Host.Digests;
using Monitor.Host.Reports;

namespace Monitor.Host.Board.Pages;

/// <summary>The letter as the person's role may read it: in a frame, or as a file.</summary>
internal static class DigestFiles
{
    private const string Sheets = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static async Task<IResult> Preview(HttpContext context, string? week, string? day, Desk desk, DigestDesk digests, CancellationToken ct)
    {
        if (DigestQuery.Span(desk, week, day) is not { } span) return Refusals.NotFound("周报");
        var letter = digests.Preview(await digests.ReadAsync(span, ct), DigestDesk.AudienceOf(Permissions.RoleOf(context.User)));
        SecurityHeaders.ForLetter(context);
        return Results.Content(MailFile.Page(letter), "text/html; charset=utf-8");
    }

    public static async Task<IResult> Download(HttpContext context, string? week, string? day, string format, Desk desk, DigestDesk digests, ILedger ledger, CancellationToken ct)
    {
        if (DigestQuery.Span(desk, week, day) is not { } span || format is not ("docx" or "xlsx" or "eml")) return Refusals.NotFound("周报");
        var (data, audience, name) = (await digests.ReadAsync(span, ct), DigestDesk.AudienceOf(Permissions.RoleOf(context.User)), DigestDesk.Subject(span));
        await ledger.AuditAsync(new AuditEntry(desk.Now, context.User.Identity!.Name!, "digest.file", name, format), ct);
        var file = name.Replace(':', '-') + "." + format;
        return format switch
        {
            "docx" => Results.File(digests.Docx(data, audience), ReportDesk.ContentType, file),
            "xlsx" => Results.File(digests.Xlsx(data, audience), Sheets, file),
            _ => Results.File(MailFile.Write(digests.Preview(data, audience), null), "message/rfc822", file),
        };
    }
}
