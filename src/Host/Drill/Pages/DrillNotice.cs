using Monitor.Core.Alerts;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;
using Monitor.Host.Drill.Running;

namespace Monitor.Host.Drill.Pages;

/// <summary>The line above every page while a drill runs, and above every page of a drill for ever.</summary>
internal static class DrillNotice
{
    public static Html Of(HttpContext context)
    {
        var running = context.RequestServices.GetService<DrillDesk>()?.Running;
        var sees = Permissions.SeesRestricted(context.User);
        if (DrillDoor.Of(context) is { } here)
            return Section($"本页内容属于演练“{here.Title(sees)}”，不是真实情况。{(running?.Id == here.Id ? "" : "该演练已结束。")}", here.Id);
        return running is null ? (Html)$"<section id=\"drill\" data-live=\"drills\" hidden></section>" : Section($"演练进行中：{running.Title(sees)}。演练告警都标有{DrillMark.Chinese}，其余均为真实告警。", running.Id);
    }

    /// <summary>A page's title: marked when the page is a drill's.</summary>
    public static string Title(HttpContext context, string title) => DrillDoor.Of(context) is null ? title : DrillMark.Title(title);

    private static Html Section(string text, string id) =>
        $"<section id=\"drill\" class=\"failure drill\" role=\"alert\" data-live=\"drills alerts\"><b>{DrillMark.Chinese}</b>{text} <a href=\"{Links.To("drills", id)}\">查看演练</a></section>";
}
