using Monitor.Collectors.Probes.Tampering;
using Monitor.Core.Probes;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;
using Monitor.Host.Deciding;
using Monitor.Host.Live;

namespace Monitor.Host.Board.Pages;

/// <summary>What of a watched page differs from its usual face, side by side, and the button that accepts it.</summary>
internal static class ApproveAction
{
    public static async Task<Html> CardAsync(HttpContext context, TargetDefinition target, ApprovalDesk desk, CancellationToken ct)
    {
        if (target.Kind != TamperingApproval.KindName || await desk.PendingAsync(target.Id, ct) is not { } pending) return Html.Empty;
        return $"""
            <section id="approval" class="card"><h2>与基线的差异 <small>{Times.Full(pending.At)} 所见</small></h2>
            {Tables.Of("与基线的差异", ["程度", "代码", "说明", "基线", "现在"], pending.Differences.Select(Row), "没有差异。")}
            {Button(context, target, pending)}</section>
            """;
    }

    public static async Task<IResult> Post(HttpContext context, string id, Desk desk, ApprovalDesk approvals, ChangeBus bus, CancellationToken ct)
    {
        if (desk.Config.Targets.FirstOrDefault(t => t.Id == id && t.Kind == TamperingApproval.KindName) is null) return Refusals.NotFound("系统");
        if (!Permissions.MayApprove(context.User)) return Refusals.Forbidden();
        var token = (await context.Request.ReadFormAsync(ct))["look"].ToString();
        if (token.Length == 0) return Refusals.BadForm();
        switch (await approvals.ApproveAsync(id, token, context.User.Identity!.Name!, ct))
        {
            case ApprovalOutcome.Approved:
                bus.Publish("probes");
                return Results.LocalRedirect(Links.To("targets", id));
            case ApprovalOutcome.NothingPending:
                return Refusals.Conflict("该页面没有待认可的差异，可能已有人认可，或页面已恢复原样。");
            default:
                return Refusals.Conflict("页面在您查看之后又有变化，请刷新后重新核对。");
        }
    }

    private static Html Row(TamperingDifference d) =>
        $"<tr><td>{Badges.Of(d.Severity)}</td><td><code>{d.Code}</code></td><td class=\"wide\">{d.What}</td><td class=\"wide\">{(d.Before.Length == 0 ? "—" : d.Before)}</td><td class=\"wide\">{(d.After.Length == 0 ? "—" : d.After)}</td></tr>";

    private static Html Button(HttpContext context, TargetDefinition target, TamperingPending pending)
    {
        if (!Permissions.MayApprove(context.User)) return Html.Empty;
        return $"""
            <form method="post" action="{Links.To("targets", target.Id)}/approve">{PageResult.TokenField(context)}<input type="hidden" name="look" value="{pending.Token}">
            <p class="muted">确认以上改动由本单位所为后再认可；认可后以此为新的基线，操作将记入审计。</p><button id="approve" aria-label="认可改动：{target.Name}">认可为新基线</button></form>
            """;
    }
}
