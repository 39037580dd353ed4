using Monitor.Core.Contracts;
using Monitor.Host.Board.Acts;
using Monitor.Host.Board.Markup;
using Monitor.Host.Live;

namespace Monitor.Host.Board.Pages;

/// <summary>A person takes an alert.</summary>
internal static class AcknowledgeAction
{
    public static async Task<IResult> Post(HttpContext context, string id, Desk desk, IAlertBook book, ChangeBus bus, CancellationToken ct) =>
        (await AlertActs.AcknowledgeAsync(context.User, id, desk, book, bus, ct)).Page(Links.To("alerts", id));
}
