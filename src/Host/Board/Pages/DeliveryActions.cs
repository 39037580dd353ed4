using Monitor.Host.Board.Access;
using Monitor.Host.Deliveries;

namespace Monitor.Host.Board.Pages;

/// <summary>People send dead letters again, one or all of a channel, or let them rest.</summary>
internal static class DeliveryActions
{
    public static Task<IResult> Resend(HttpContext context, DeadLetterDesk letters, CancellationToken ct) =>
        DoAsync(context, letters, (ids, who) => letters.ResendAsync(ids, who, ct), ct);

    public static Task<IResult> SetAside(HttpContext context, DeadLetterDesk letters, CancellationToken ct) =>
        DoAsync(context, letters, (ids, who) => letters.SetAsideAsync(ids, who, ct), ct);

    private static async Task<IResult> DoAsync(HttpContext context, DeadLetterDesk letters, Func<IReadOnlyList<string>, string, Task<int>> act, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        var (id, channel) = (form["id"].ToString(), form["channel"].ToString());
        if (id.Length == 0 == (channel.Length == 0)) return Refusals.BadForm();
        IReadOnlyList<Undelivered> wanted = id.Length == 0 ? await letters.ReadAsync(channel, DeadLetterDesk.Most, ct)
            : await letters.OneAsync(id, ct) is { } one ? [one] : [];
        if (wanted.Count == 0) return Refusals.Conflict("这条通知已不在未送达之列：可能已由他人补发。");
        // All of a channel means all of it that this person may send.
        var allowed = wanted.Where(w => Permissions.MaySendAgain(context.User, w.Alert)).Select(w => w.Letter.Id).ToList();
        if (allowed.Count == 0) return Refusals.Forbidden();
        await act(allowed, context.User.Identity!.Name!);
        return Results.LocalRedirect("/deliveries");
    }
}
