using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;
using Monitor.Host.Board.Pages;
using Monitor.Host.Board.Speech;
using Monitor.Host.Board.Wall;
using Monitor.Host.Drill.Pages;
using static Monitor.Host.Board.Speech.Tongue;

namespace Monitor.Host.Board;

/// <summary>The frame around every page: names, menu, who is signed in, state of the live connection.</summary>
internal static class Layout
{
    private static readonly (string Path, string Name)[] Menu =
    [
        ("/", "态势"), ("/alerts", "告警"), ("/cases", "事件"), ("/stories", "话题"), ("/concerns", "关切"), ("/posts", "帖文"), ("/targets", "系统"), ("/sources", "来源"), ("/models", "模型"), ("/digest", "报告"), ("/deliveries", "送达"), ("/drills", "演练"), (WallPage.Path, "大屏"),
    ];

    public static Html Of(HttpContext context, string title, string current, Html body, Html token, Html warning, Html guide)
    {
        var desk = context.RequestServices.GetRequiredService<Desk>();
        title = DrillNotice.Title(context, Say(title));
        var signedIn = context.User.Identity?.IsAuthenticated == true;
        return $"""
            <!DOCTYPE html>
            <html lang="{Code}">
            <head>
            <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title} · {Say("考试季监测")}</title>
            <link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
            <link rel="stylesheet" href="/assets/board.css?v={AssetFiles.Version}">
            <script src="/assets/board.js?v={AssetFiles.Version}" defer></script>
            </head>
            <body{(signedIn ? (Html)$" data-echarts=\"/assets/echarts.js?v={AssetFiles.Version}\"" : Html.Empty)}{ScriptWords.Attribute()}>
            <a class="skip" href="#main">{Say("跳到正文")}</a>
            <header class="top"><a class="brand" href="/">{Say("考试季监测")}</a>{(signedIn ? Signed(context, desk, current, token) : Language(context))}</header>
            <main id="main">{(signedIn ? DrillNotice.Of(context) : Html.Empty)}{(signedIn ? ModelNotice.Of(context) : Html.Empty)}{(signedIn ? ArchiveNotice.Of(context) : Html.Empty)}{(signedIn ? WindowNotice.Of(context) : Html.Empty)}{warning}<h1>{title}</h1>{guide}{body}</main>
            <footer>{Say("时间均为北京时间（UTC+08:00）。“风险”表示值得人工核查，不等于不实。")}</footer>
            </body></html>
            """;
    }

    private static Html Signed(HttpContext context, Desk desk, string current, Html token)
    {
        var role = Permissions.RoleOf(context.User);
        IEnumerable<(string Path, string Name)> menu = Permissions.SeesWeaknesses(context.User) ? Menu.Append((WeaknessPages.Path, "隐患")) : Menu;
        if (role == Core.Security.Role.Admin) menu = menu.Append(("/audit", "审计")).Append((SettingsPage.Path, "设置"));
        var now = desk.Now;
        return $"""
            <nav aria-label="{Say("主菜单")}">{menu.Select(m => Item(m.Path, m.Name, current))}</nav>
            <div class="who"><span id="live" role="status" data-now="{now.ToUnixTimeMilliseconds()}">{Phase(desk)}<b>{Times.Short(now)}</b></span>
            <a href="/account">{Say("{0}（{1}）", context.User.Identity?.Name, Words.Of(role))}</a>
            <form method="post" action="/signout">{token}<button class="plain">{Say("退出")}</button></form>{Language(context)}</div>
            """;
    }

    private static Html Language(HttpContext context) =>
        $"<a class=\"language\" href=\"{Switch(context.Request)}\" lang=\"{(English ? "zh-CN" : "en")}\" hreflang=\"{(English ? "zh-CN" : "en")}\">{(English ? "中文" : "English")}</a>";

    private static Html Item(string path, string name, string current) =>
        path == current ? (Html)$"<a href=\"{path}\" aria-current=\"page\">{Say(name)}</a>" : $"<a href=\"{path}\">{Say(name)}</a>";

    private static Html Phase(Desk desk) =>
        desk.Config.Season.At(desk.Now) is { } phase ? (Html)$"<span class=\"phase\">{desk.Config.Season.Name} {phase.Name}</span>" : Html.Empty;
}
