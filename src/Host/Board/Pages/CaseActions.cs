using Monitor.Analysis.Text;
using Monitor.Core.Cases;
using Monitor.Core.Judgements;
using Monitor.Core.Security;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;
using Monitor.Host.Live;

namespace Monitor.Host.Board.Pages;

/// <summary>Opening a case: audited, once for each alert or story while one is open.</summary>
internal static class CaseActions
{
    public static async Task<IResult> OpenAlert(HttpContext context, string id, Desk desk, ChangeBus bus, CancellationToken ct)
    {
        if (await desk.Ledger.AlertAsync(id, ct) is not { } alert) return Refusals.NotFound("告警");
        if (!Permissions.MayAcknowledge(context.User, alert)) return Refusals.Forbidden();
        var topic = (await CaseSources.StoryAsync(desk, alert, ct))?.Topic;
        var department = Department.Propose(desk.Config.Cases.Departments, alert.Kind, topic)?.Id;
        return await OpenAsync(desk, bus, CaseOpening.Of(alert, PersonalDataMask.Mask(alert.Title), department, context.User.Identity!.Name!, desk.Now), ct);
    }

    public static async Task<IResult> OpenStory(HttpContext context, string id, Desk desk, ChangeBus bus, CancellationToken ct)
    {
        if (await desk.Archive.StoryAsync(id, ct) is not { } story) return Refusals.NotFound("话题");
        if (!Permissions.Sees(context.User, story) || !Permissions.MayLabel(context.User)) return Refusals.Forbidden();
        var restricted = story.Topic == Topics.StudentWellbeing;
        // The words of a person in distress are nobody's headline.
        var title = restricted ? "考生关怀话题" : PersonalDataMask.Mask(StoryRows.Cut(story.Text, 60));
        var department = Department.Propose(desk.Config.Cases.Departments, null, story.Topic)?.Id;
        return await OpenAsync(desk, bus, CaseOpening.Of(story, title, restricted, department, context.User.Identity!.Name!, desk.Now), ct);
    }

    private static async Task<IResult> OpenAsync(Desk desk, ChangeBus bus, Case opened, CancellationToken ct)
    {
        var standing = (await desk.Ledger.CasesOfAsync(opened.Origin, ct)).FirstOrDefault(c => c.State != CaseState.Closed);
        if (standing is null)
        {
            try
            {
                await desk.Ledger.SaveCaseAsync(opened, new AuditEntry(desk.Now, opened.OpenedBy, "case-open", opened.Id, opened.Origin), ct);
                bus.Publish("cases");
            }
            catch (InvalidOperationException)
            {
                // Someone pressed the button at the same moment; theirs is the case.
                standing = (await desk.Ledger.CasesOfAsync(opened.Origin, ct)).FirstOrDefault(c => c.State != CaseState.Closed);
                if (standing is null) throw;
            }
        }

        return Results.LocalRedirect(Links.To("cases", (standing ?? opened).Id));
    }
}
