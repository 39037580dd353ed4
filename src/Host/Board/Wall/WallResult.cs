using System.Globalization;
using Monitor.Host.Board.Markup;
using Monitor.Host.Board.Speech;
using static Monitor.Host.Board.Speech.Tongue;

namespace Monitor.Host.Board.Wall;

/// <summary>The wall's own frame: a clock, the state of the line, no menu. The live line asks for the content alone, as on every page.</summary>
internal sealed class WallResult(Html body) : IResult
{
    private static readonly string[] Days = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "text/html; charset=utf-8";
        await httpContext.Response.WriteAsync((httpContext.Request.Headers.ContainsKey("X-Fragment") ? body : Page(httpContext)).ToString());
    }

    private Html Page(HttpContext context)
    {
        var desk = context.RequestServices.GetRequiredService<Desk>();
        var now = desk.Now;
        var here = now.ToOffset(Times.Offset);
        var phase = desk.Config.Season.At(now) is { } p ? $"{desk.Config.Season.Name} {p.Name}" : "";
        return $"""
            <!DOCTYPE html>
            <html lang="{Code}">
            <head>
            <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Say("大屏")} · {Say("考试季监测")}</title>
            <link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
            <link rel="stylesheet" href="/assets/wall.css?v={AssetFiles.Version}">
            <script src="/assets/board.js?v={AssetFiles.Version}" defer></script>
            </head>
            <body data-echarts="/assets/echarts.js?v={AssetFiles.Version}"{ScriptWords.Attribute()}>
            <header><h1>{Say("考试季监测")}</h1><span class="phase">{phase}</span>
            <span id="live" role="status" data-now="{now.ToUnixTimeMilliseconds()}" data-age="true"><b>{Say("正在连接")}</b></span>
            <span class="clock"><time id="clock">{here.ToString("HH:mm:ss", CultureInfo.InvariantCulture)}</time> <small>{here.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} {Say(Days[(int)here.DayOfWeek])} {Say("北京时间")} UTC+08:00</small></span></header>
            <main>{body}</main>
            </body></html>
            """;
    }
}
