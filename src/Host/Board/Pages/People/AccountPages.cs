using Microsoft.AspNetCore.Authentication;
using Monitor.Core.Contracts;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;

namespace Monitor.Host.Board.Pages;

/// <summary>One's own account: password, second factor, and the way to end all sign-ins.</summary>
internal static class AccountPages
{
    public static async Task<IResult> Show(HttpContext context, ILedger ledger, CancellationToken ct)
    {
        if (await ledger.UserAsync(context.User.Identity!.Name!, ct) is not { } user) return Refusals.NotFound("账号");
        Html access = user.Identity is { } identity
            ? (Html)$"<div><dt>登录方式</dt><dd>统一身份认证（{identity.Issuer}）</dd></div>"
            : $"<div><dt>密码</dt><dd><a href=\"/password\">修改密码</a></dd></div><div><dt>两步验证</dt><dd>{(user.Factor is { } f ? $"已启用，剩余恢复码 {f.RecoveryHashes.Count} 个" : "未启用")} <a href=\"/factor\">设置</a></dd></div>";
        Html body = $"""
            <section class="card"><dl class="facts"><div><dt>用户名</dt><dd>{user.Name}</dd></div><div><dt>角色</dt><dd>{Words.Of(user.Role)}</dd></div>{access}</dl></section>
            <section class="card"><h2>登录会话</h2><form method="post" action="/account/end-sessions">{PageResult.TokenField(context)}<p>手机或公用电脑忘记退出时使用：所有设备（包括这一台）都须重新登录。</p><button>退出所有设备</button></form></section>
            """;
        return new PageResult("我的账号", "", body);
    }

    public static async Task<IResult> EndSessions(HttpContext context, Desk desk, CancellationToken ct)
    {
        var name = context.User.Identity!.Name!;
        if (await desk.Ledger.UserAsync(name, ct) is { } user) await BoardSession.EndAllAsync(desk.Ledger, name, user, desk.Now, ct);
        await context.SignOutAsync(BoardPolicies.Scheme);
        return Results.LocalRedirect("/signin");
    }
}
