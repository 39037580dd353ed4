using Monitor.Core.Security;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;
using Monitor.Host.Configuration;

namespace Monitor.Host.Board.Pages;

/// <summary>设置: people, ways out, and the config as the service understands it.</summary>
internal static class SettingsPage
{
    public const string Path = "/settings";

    public static async Task<IResult> Show(HttpContext context, Desk desk, CancellationToken ct)
    {
        var users = await desk.Ledger.UsersAsync(ct);
        Html body = $"""
            {Faults(context)}
            <section id="users" class="card"><h2>用户 <small>{users.Count} 人；每项操作都记入审计</small></h2>
            {Tables.Of("用户", ["用户名", "角色", "状态", "两步验证", "登录方式", "操作"], users.Select(u => Row(context, u, desk.Now)), "没有用户。")}
            <form method="post" action="{Path}/users" class="search">{PageResult.TokenField(context)}
            <label>新用户名<input name="name" required maxlength="64" autocomplete="off"></label><label>角色<select name="role">{Roles(Role.Viewer)}</select></label><button>新建用户</button></form></section>
            <section id="channels" class="card"><h2>通知渠道 <small>发一条标明“测试”的通知，不经路由和队列</small></h2>{Tables.Of("通知渠道", ["渠道", "方式", "团队", "操作"], desk.Config.Channels.Select(c => Channel(context, c)), "没有配置通知渠道。")}</section>
            <section id="config" class="card config"><h2>当前配置 <small>密钥只显示来处</small></h2>{ConfigTree.Of(desk.Config).Select(p => (Html)$"<details><summary><code>{p.Name}</code></summary><pre>{p.Text}</pre></details>")}</section>
            """;
        return new PageResult("设置", Path, body);
    }

    private static Html Faults(HttpContext context) => context.RequestServices.GetService<CurrentConfig>()?.LastErrors is { Count: > 0 } errors
        ? $"<section id=\"faults\" class=\"card\"><h2>上次重新加载未成功 <small>旧配置继续生效</small></h2><ul>{errors.Select(e => (Html)$"<li><code>{e.ToString()}</code></li>")}</ul></section>"
        : Html.Empty;

    private static Html Row(HttpContext context, User user, DateTimeOffset now)
    {
        var self = string.Equals(user.Name, context.User.Identity?.Name, StringComparison.OrdinalIgnoreCase);
        var state = user.Disabled ? "已停用" : user.LockedUntil > now ? "临时锁定" : user.MustChangePassword ? "待改密码" : "正常";
        var local = user.Identity is null;
        Html role = self || !local ? (Html)$"{Words.Of(user.Role)}" : Act(context, user, "role", $"<select name=\"role\" aria-label=\"{user.Name} 的角色\">{Roles(user.Role)}</select>", "改角色");
        Html acts = $"""
            {(self ? Html.Empty : user.Disabled || user.LockedUntil > now ? Act(context, user, "unlock", Html.Empty, "解锁") : Act(context, user, "lock", Html.Empty, "停用"))}
            {(self || !local ? Html.Empty : Act(context, user, "password", Html.Empty, "重置密码"))}
            {(user.Factor is null ? Html.Empty : Act(context, user, "factor", Html.Empty, "重置两步验证"))}{Act(context, user, "sessions", Html.Empty, "结束会话")}
            """;
        return $"<tr><td>{user.Name}{(self ? "（本人）" : "")}</td><td>{role}</td><td>{state}</td><td>{(user.Factor is null ? "未启用" : "已启用")}</td><td>{(local ? "密码" : "统一身份认证")}</td><td><div class=\"inline\">{acts}</div></td></tr>";
    }

    private static Html Channel(HttpContext context, Core.Alerts.ChannelDefinition channel) => $"""
        <tr><td>{channel.Id}</td><td>{channel.Kind}</td><td>{(channel.Teams.Count == 0 ? "全部" : string.Join("、", channel.Teams.Select(Words.Of)))}</td>
        <td><form method="post" action="{Links.To("settings/channels", channel.Id)}/test" class="inline">{PageResult.TokenField(context)}<button aria-label="测试渠道 {channel.Id}">发送测试</button></form></td></tr>
        """;

    private static Html Act(HttpContext context, User user, string step, Html fields, string name) => $"""
        <form method="post" action="{Links.To("settings/users", user.Name)}/{step}" class="inline">{PageResult.TokenField(context)}{fields}<button aria-label="{name}：{user.Name}">{name}</button></form>
        """;

    private static Html Roles(Role chosen) => $"{Enum.GetValues<Role>().Select(r => r == chosen ? (Html)$"<option value=\"{r.ToString()}\" selected>{Words.Of(r)}</option>" : $"<option value=\"{r.ToString()}\">{Words.Of(r)}</option>")}";
}
