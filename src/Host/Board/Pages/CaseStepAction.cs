using Monitor.Host.Board.Acts;
using Monitor.Host.Board.Markup;
using Monitor.Host.Cases;
using Monitor.Host.Live;

namespace Monitor.Host.Board.Pages;

/// <summary>A step of a case from its form.</summary>
internal static class CaseStepAction
{
    public static async Task<IResult> Post(HttpContext context, string id, string step, Desk desk, ICaseWords words, ChangeBus bus, CancellationToken ct) =>
        (await CaseActs.StepAsync(context.User, id, step, await context.Request.ReadFormAsync(ct), desk, words, bus, ct)).Page(Links.To("cases", id));
}
