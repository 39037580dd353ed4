using Microsoft.AspNetCore.WebUtilities;
using Monitor.Alerts.Email;
using Monitor.Core.Alerts;
using Monitor.Core.Security;
using Monitor.Host.Board.Access;
using Monitor.Host.Digests;

namespace Monitor.Host.Board.Pages;

/// <summary>A letter is sent by hand; a person says where letters go.</summary>
internal static class DigestActions
{
    public static async Task<IResult> Send(HttpContext context, Desk desk, DigestDesk digests, CancellationToken ct)
    {
        var asked = QueryHelpers.ParseQuery((await context.Request.ReadFormAsync(ct))["span"].ToString());
        string? Value(string key) => asked.TryGetValue(key, out var value) ? value.ToString() : null;
        if (asked.Count != 1 || DigestQuery.Span(desk, Value("week"), Value("day")) is not { } span) return Refusals.BadForm();
        await digests.SendAsync(span, null, context.User.Identity!.Name!, ct);
        return Results.LocalRedirect("/digest?" + DigestQuery.Of(span));
    }

    public static async Task<IResult> SaveMailbox(HttpContext context, Desk desk, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        var (name, address) = (context.User.Identity!.Name!, form["address"].ToString().Trim());
        AuditEntry Act(string action, string? detail) => new(desk.Now, name, action, name, detail);
        if (address.Length == 0) await desk.Ledger.RemoveMailboxAsync(name, Act("mailbox.remove", null), ct);
        else if (!MailFile.IsAddress(address)) return Refusals.BadForm();
        else
        {
            var mailbox = new Mailbox(name, address, form["weekly"] == "1", form["daily"] == "1");
            await desk.Ledger.SaveMailboxAsync(mailbox, Act("mailbox.save", $"weekly {mailbox.Weekly}, daily {mailbox.Daily}"), ct);
        }

        return Results.LocalRedirect("/digest");
    }
}
