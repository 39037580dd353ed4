using Monitor.Core.Judgements;
using Monitor.Core.Security;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;
using Monitor.Host.Live;
using Monitor.Host.Models;

namespace Monitor.Host.Board.Pages;

/// <summary>A person says what a post is: stored with the masked text, audited.</summary>
internal static class LabelAction
{
    public static async Task<IResult> Post(HttpContext context, string id, Desk desk, ChangeBus bus, CancellationToken ct)
    {
        if (await desk.Archive.PostAsync(id, ct) is not { } post) return Refusals.NotFound("帖文");
        if (!Permissions.Sees(context.User, post)) return Refusals.Forbidden();
        var form = await context.Request.ReadFormAsync(ct);
        var (task, value) = (form["task"].ToString(), form["value"].ToString());
        if (!LabelTasks.Values(task).Contains(value)) return Refusals.BadForm();

        var said = LabelTasks.Said(task, post.Assessment);
        var label = new PostLabel
        {
            PostId = id,
            Task = task,
            Value = value,
            Text = post.FullText,
            Who = context.User.Identity!.Name!,
            At = desk.Now,
            Expires = LabelExpiry.Of(desk.Config.Season, desk.Config.Feedback.KeepLabels, desk.Now),
            Said = said,
            Model = post.Assessment?.Model,
        };
        await desk.Ledger.SaveLabelAsync(label, ct);
        await desk.Ledger.AuditAsync(new AuditEntry(desk.Now, label.Who, "label", id, $"{task}: {value} (machine: {said ?? "-"}, {label.Model ?? "-"})"), ct);
        bus.Publish("labels");
        return Results.LocalRedirect(form["back"] == "/models" ? "/models#label-queue" : Links.To("posts", id));
    }
}
