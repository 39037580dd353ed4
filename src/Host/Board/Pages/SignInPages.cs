using Microsoft.AspNetCore.Authentication;
using Monitor.Core.Contracts;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;
using Monitor.Host.Security;

namespace Monitor.Host.Board.Pages;

internal static class SignInPages
{
    public static IResult Show(HttpContext context, string? next) => Form(context, Links.Local(next), null);

    public static async Task<IResult> SignIn(HttpContext context, IUserDoor door, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        var next = Links.Local(form["next"]);
        var result = await door.SignInAsync(form["name"].ToString().Trim(), form["password"].ToString(), ct);
        if (result is not { Outcome: SignInOutcome.Ok or SignInOutcome.MustChangePassword, User: { } user })
        {
            var locked = result.Outcome == SignInOutcome.LockedOut;
            return Form(context, next, locked ? "连续多次密码错误，账号已临时锁定，请 15 分钟后再试。" : "用户名或密码不正确。");
        }

        await context.SignInAsync(BoardPolicies.Scheme, BoardPrincipal.Of(user));
        return Results.LocalRedirect(result.Outcome == SignInOutcome.MustChangePassword ? "/password" : next);
    }

    public static async Task<IResult> SignOut(HttpContext context)
    {
        await context.SignOutAsync(BoardPolicies.Scheme);
        return Results.LocalRedirect("/signin");
    }

    public static IResult ShowPassword(HttpContext context) => PasswordForm(context, null);

    public static async Task<IResult> ChangePassword(HttpContext context, IUserDoor door, ILedger ledger, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        var name = context.User.Identity!.Name!;
        if (form["new"] != form["again"]) return PasswordForm(context, "两次输入的新密码不一致。");

        var lacks = await door.ChangePasswordAsync(name, form["old"].ToString(), form["new"].ToString(), ct);
        if (lacks is not null) return PasswordForm(context, lacks);

        if (await ledger.UserAsync(name, ct) is { } user) await context.SignInAsync(BoardPolicies.Scheme, BoardPrincipal.Of(user));
        return Results.LocalRedirect("/");
    }

    private static PageResult Form(HttpContext context, string next, string? failure)
    {
        Html body = $"""
            <form method="post" action="/signin" class="card narrow">{Failure(failure)}{PageResult.TokenField(context)}
            <input type="hidden" name="next" value="{next}">
            <label>用户名<input name="name" autocomplete="username" required autofocus maxlength="100"></label>
            <label>密码<input name="password" type="password" autocomplete="current-password" required maxlength="200"></label>
            <button>登录</button></form>
            """;
        return new PageResult("登录", "", body, failure is null ? 200 : 401);
    }

    private static PageResult PasswordForm(HttpContext context, string? failure)
    {
        var forced = context.User.HasClaim(BoardPolicies.MustChange, "1");
        Html body = $"""
            <form method="post" action="/password" class="card narrow">{Failure(failure)}{PageResult.TokenField(context)}
            <p>{(forced ? "首次登录须先修改密码。" : "修改后，其他设备上的登录将失效。")}</p>
            <label>当前密码<input name="old" type="password" autocomplete="current-password" required maxlength="200"></label>
            <label>新密码<input name="new" type="password" autocomplete="new-password" required maxlength="200"></label>
            <label>再次输入新密码<input name="again" type="password" autocomplete="new-password" required maxlength="200"></label>
            <button>修改密码</button></form>
            """;
        return new PageResult("修改密码", "", body, failure is null ? 200 : 400);
    }

    private static Html Failure(string? text) => text is null ? Html.Empty : $"<p class=\"failure\" role=\"alert\">{text}</p>";
}
