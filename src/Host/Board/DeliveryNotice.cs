using Monitor.Host.Board.Markup;
using Monitor.Host.Board.Speech;

namespace Monitor.Host.Board;

/// <summary>One line above every page while there are dead letters nobody has seen to.</summary>
internal static class DeliveryNotice
{
    public static async Task<Html> ReadAsync(HttpContext context)
    {
        if (context.User.Identity?.IsAuthenticated != true) return Html.Empty;
        var dead = await context.RequestServices.GetRequiredService<Desk>().Ledger.DeadCountAsync(context.RequestAborted);
        return dead == 0 ? Html.Empty : (Html)$"<p class=\"failure\" role=\"alert\">{Tongue.Say("有 {0} 条通知未能送达，已停止重试。", dead)}<a href=\"/deliveries\">{Tongue.Say("查看原因并补发")}</a></p>";
    }
}
