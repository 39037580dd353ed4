using Microsoft.AspNetCore.Authentication;
using Monitor.Core.Contracts;
using Monitor.Core.Security;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;
using Monitor.Host.Configuration;
using Monitor.Host.Security;

namespace Monitor.Host.Board.Pages;

internal static class SignInPages
{
    public static IResult Show(HttpContext context, string? next) => Form(context, Links.Local(next), null);

    public static async Task<IResult> SignIn(HttpContext context, IUserDoor door, ICurrentConfig config, CancellationToken ct)
    {
        if (config.Current.Board.OpenId is { Only: true }) return Refusals.Forbidden();
        var form = await context.Request.ReadFormAsync(ct);
        var next = Links.Local(form["next"]);
        var result = await door.SignInAsync(form["name"].ToString().Trim(), form["password"].ToString(), ct);
        if (result is not { Outcome: SignInOutcome.Ok or SignInOutcome.MustChangePassword, User: { } user })
        {
            var locked = result.Outcome == SignInOutcome.LockedOut;
            return Form(context, next, locked ? "账号已锁定：连续多次错误后请等 15 分钟再试，被停用的账号请联系管理员。" : "用户名或密码不正确。");
        }

        return user.Factor is null ? await EnterAsync(context, user, next) : FactorStep.Form(context, user, next, null);
    }

    public static async Task<IResult> EnterAsync(HttpContext context, User user, string next)
    {
        await BoardSession.BeginAsync(context, user);
        return Results.LocalRedirect(user.MustChangePassword ? "/password" : next);
    }

    public static async Task<IResult> SignOut(HttpContext context, ICurrentConfig config)
    {
        await context.SignOutAsync(BoardPolicies.Scheme);
        if (context.User.HasClaim(BoardPolicies.Vouched, "1") && config.Current.Board.OpenId is { } openId) return await OpenIdPages.SignedOutAsync(context, openId);
        return Results.LocalRedirect("/signin");
    }

    public static IResult ShowPassword(HttpContext context) => PasswordForm(context, null);

    public static async Task<IResult> ChangePassword(HttpContext context, IUserDoor door, ILedger ledger, CancellationToken ct)
    {
        if (context.User.HasClaim(BoardPolicies.Vouched, "1")) return Refusals.Forbidden();
        var form = await context.Request.ReadFormAsync(ct);
        var name = context.User.Identity!.Name!;
        if (form["new"] != form["again"]) return PasswordForm(context, "两次输入的新密码不一致。");

        var lacks = await door.ChangePasswordAsync(name, form["old"].ToString(), form["new"].ToString(), ct);
        if (lacks is not null) return PasswordForm(context, lacks);

        if (await ledger.UserAsync(name, ct) is { } user) await BoardSession.BeginAsync(context, user);
        return Results.LocalRedirect("/");
    }

    private static PageResult Form(HttpContext context, string next, string? failure)
    {
        var openId = context.RequestServices.GetRequiredService<ICurrentConfig>().Current.Board.OpenId;
        Html own = openId is { Only: true } ? Html.Empty : $"""
            <form method="post" action="/signin">{Failure(failure)}{PageResult.TokenField(context)}
            <input type="hidden" name="next" value="{next}">
            <label>用户名<input name="name" autocomplete="username" required autofocus maxlength="100"></label>
            <label>密码<input name="password" type="password" autocomplete="current-password" required maxlength="200"></label>
            <button>登录</button></form>
            """;
        return new PageResult("登录", "", $"<section class=\"card narrow\">{OpenIdPages.Button(openId, next)}{own}</section>", failure is null ? 200 : 401);
    }

    private static PageResult PasswordForm(HttpContext context, string? failure)
    {
        if (context.User.HasClaim(BoardPolicies.Vouched, "1")) return new PageResult("修改密码", "", $"<p class=\"card narrow\">您通过统一身份认证登录，密码在那里修改。</p>");
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

    internal static Html Failure(string? text) => text is null ? Html.Empty : $"<p class=\"failure\" role=\"alert\">{text}</p>";
}
