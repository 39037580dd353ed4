using Monitor.Core.Contracts;
using Monitor.Core.Security;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;
using Monitor.Host.Security;

namespace Monitor.Host.Board.Pages;

/// <summary>The code after the password.</summary>
internal static class FactorStep
{
    public const string Path = "/signin/factor";

    public static async Task<IResult> Post(HttpContext context, FactorDoor door, ILedger ledger, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        var next = Links.Local(form["next"]);
        var pending = context.RequestServices.GetRequiredService<PendingSignIn>().Read(form["pending"]);
        if (pending is not { } waiting || await ledger.UserAsync(waiting.Name, ct) is not { Factor: not null } user || BoardPrincipal.StampOf(user) != waiting.Stamp)
            return Results.LocalRedirect("/signin" + QueryString.Create("next", next));

        var (outcome, entered) = await door.CheckAsync(user.Name, form["code"].ToString(), ct);
        return entered is not null ? await SignInPages.EnterAsync(context, entered, next) : Form(context, user, next, Word(outcome));
    }

    public static PageResult Form(HttpContext context, User user, string next, string? failure)
    {
        var pending = context.RequestServices.GetRequiredService<PendingSignIn>().Of(user);
        Html body = $"""
            <form method="post" action="{Path}" class="card narrow">{SignInPages.Failure(failure)}{PageResult.TokenField(context)}
            <input type="hidden" name="next" value="{next}"><input type="hidden" name="pending" value="{pending}">
            <label>验证码（身份验证器中的 6 位数字，或一个恢复码）<input name="code" autocomplete="one-time-code" required autofocus maxlength="40"></label>
            <button>验证</button></form>
            """;
        return new PageResult("两步验证", "", body, failure is null ? 200 : 401);
    }

    private static string Word(FactorOutcome outcome) => outcome switch
    {
        FactorOutcome.LockedOut => "连续多次错误，账号已临时锁定，请 15 分钟后再试。",
        FactorOutcome.Used => "这个验证码已用过，请等身份验证器显示下一个。",
        FactorOutcome.Unreadable => "系统密钥已更换，无法核对身份验证器；请使用恢复码，或请管理员重置两步验证。",
        _ => "验证码不正确。请确认手机时间准确。",
    };
}
