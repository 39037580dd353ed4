using System.Globalization;
using Monitor.Core.Weaknesses;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;
using Monitor.Host.Weaknesses;

namespace Monitor.Host.Board.Pages;

/// <summary>A person names an owner, accepts a risk or takes that back: audited, in one transaction with the change.</summary>
internal static class WeaknessAction
{
    public static async Task<IResult> Post(HttpContext context, string id, string step, Desk desk, WeaknessDesk weaknesses, CancellationToken ct)
    {
        if (await desk.Ledger.WeaknessAsync(id, ct) is not { } subject) return Refusals.NotFound("隐患");
        var (form, who) = (await context.Request.ReadFormAsync(ct), context.User.Identity!.Name!);
        string? refusal;
        switch (step)
        {
            case "assign":
                var owner = form["owner"].ToString() is { Length: > 0 } named ? named : null;
                if (owner is not null && owner != subject.Owner && !(await WeaknessForms.OwnersAsync(desk, ct)).Contains(owner, StringComparer.Ordinal)) return Refusals.BadForm();
                refusal = await weaknesses.AssignAsync(id, owner, who, ct);
                break;
            case "accept":
                if (!DateOnly.TryParseExact(form["until"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return Refusals.BadForm();
                refusal = await weaknesses.AcceptAsync(id, form["reason"].ToString(), WeaknessDays.Begin(day), who, ct);
                break;
            case "withdraw":
                refusal = await weaknesses.WithdrawAsync(id, who, ct);
                break;
            default:
                return Refusals.NotFound("操作");
        }

        return refusal is null ? Results.LocalRedirect(Links.To("weaknesses", id)) : Refusals.Conflict(refusal);
    }
}
