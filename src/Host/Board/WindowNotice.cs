using Monitor.Host.Board.Markup;
using Monitor.Host.Scheduling;

namespace Monitor.Host.Board;

/// <summary>One line above every page while more posts come than the judge can hold: it looks back less far than its rules ask.</summary>
internal static class WindowNotice
{
    public static Html Of(HttpContext context) => context.RequestServices.GetService<PostWindow>()?.CutAt is { } cut
        ? $"<p class=\"failure\" role=\"alert\">帖文量超出研判内存，目前只研判 {Times.Short(cut)} 之后的帖文；采集与告警照常，内容类告警暂不自动解除。请管理员调大 judgeMemory。</p>"
        : Html.Empty;
}
