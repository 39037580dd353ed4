using Monitor.Host.Board.Acts;
using Monitor.Host.Board.Markup;
using Monitor.Host.Live;

namespace Monitor.Host.Board.Pages;

/// <summary>A person says whether an alert was worth the call.</summary>
internal static class VerdictAction
{
    public static async Task<IResult> Post(HttpContext context, string id, Desk desk, ChangeBus bus, CancellationToken ct) =>
        (await AlertActs.JudgeAsync(context.User, id, (await context.Request.ReadFormAsync(ct))["verdict"].ToString(), desk, bus, ct)).Page(Links.To("alerts", id));
}
