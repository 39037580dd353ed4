using Monitor.Host.Board;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;
using Monitor.Host.Drill.Running;

namespace Monitor.Host.Drill.Pages;

/// <summary>中止演练: for whoever is on duty, from the page that shows it; on paper a drill is stopped within seconds.</summary>
internal static class DrillStop
{
    public static Html Form(HttpContext context, DrillState state) => state.IsRunning && Permissions.MayStopDrill(context.User)
        ? $"""<form method="post" action="{Links.To("drills", state.Id)}/stop">{PageResult.TokenField(context)}<button>中止演练</button> <span class="muted">已通知的人会收到演练结束通知。</span></form>"""
        : (Html)$"<p class=\"muted\">值班员和管理员可以在此中止演练。</p>";

    public static async Task<IResult> Post(HttpContext context, string id, Desk desk, CancellationToken ct)
    {
        if (context.RequestServices.GetRequiredService<DrillDesk>().Running is not { } running || running.Id != id) return Refusals.Conflict("该演练已结束。");
        await context.RequestServices.GetRequiredService<DrillKeeper>().Boxes.StopAsync(id, context.User.Identity!.Name!, desk.Now, ct);
        return Results.LocalRedirect(Links.To("drills", id));
    }
}
