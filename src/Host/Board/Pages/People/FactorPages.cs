using Monitor.Core.Contracts;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;
using Monitor.Host.Configuration;
using Monitor.Host.Security;

namespace Monitor.Host.Board.Pages;

/// <summary>A person sets up their own second factor, or takes it away with a code. Until a code confirms it, the secret is nowhere but in the form, sealed.</summary>
internal static class FactorPages
{
    private const string Issuer = "考试季监测";

    public static async Task<IResult> Show(HttpContext context, ILedger ledger, FactorSeal seal, CancellationToken ct)
    {
        if (context.User.HasClaim(BoardPolicies.Vouched, "1")) return Said("您通过统一身份认证登录，两步验证在那里设置。");
        if (await ledger.UserAsync(context.User.Identity!.Name!, ct) is not { } user) return Refusals.NotFound("账号");
        return user.Factor is { } factor ? Kept(context, factor.RecoveryHashes.Count, null) : Enrol(context, seal, user.Name, Totp.NewSecret(), null);
    }

    public static async Task<IResult> Confirm(HttpContext context, ILedger ledger, FactorDoor door, FactorSeal seal, CancellationToken ct)
    {
        if (context.User.HasClaim(BoardPolicies.Vouched, "1")) return Refusals.Forbidden();
        var form = await context.Request.ReadFormAsync(ct);
        var name = context.User.Identity!.Name!;
        if (seal.Open(name, form["secret"].ToString()) is not { } secret) return Refusals.BadForm();
        if (await door.ConfirmAsync(name, secret, form["code"].ToString(), ct) is not { } codes) return Enrol(context, seal, name, secret, "验证码不正确。请确认手机时间准确，再输入当前显示的数字。");
        if (await ledger.UserAsync(name, ct) is { } user) await BoardSession.BeginAsync(context, user);
        Html body = $"""
            <section class="card narrow"><p>两步验证已启用。以下恢复码<strong>只显示这一次</strong>：手机不在身边时，每个可代替一次验证码。请打印或抄下，妥善保管。</p>
            <ul class="codes" id="recovery">{codes.Select(c => (Html)$"<li><code>{c}</code></li>")}</ul><p><a href="/">已保存，继续</a></p></section>
            """;
        return new PageResult("恢复码", "", body);
    }

    public static async Task<IResult> Remove(HttpContext context, ILedger ledger, FactorDoor door, ICurrentConfig config, CancellationToken ct)
    {
        var name = context.User.Identity!.Name!;
        if (await ledger.UserAsync(name, ct) is not { Factor: { } factor } user) return Refusals.Conflict("尚未启用两步验证。");
        if (config.Current.Board.SecondFactor.Misses(user with { Factor = null })) return Refusals.Conflict("您的角色必须使用两步验证。更换手机请联系管理员重置。");
        var form = await context.Request.ReadFormAsync(ct);
        var (outcome, _) = await door.CheckAsync(name, form["code"].ToString(), ct, "factor");
        if (outcome is not (FactorOutcome.Ok or FactorOutcome.Recovered)) return Kept(context, factor.RecoveryHashes.Count, "验证码不正确。");
        await door.RemoveAsync(name, name, ct);
        if (await ledger.UserAsync(name, ct) is { } plain) await BoardSession.BeginAsync(context, plain);
        return Results.LocalRedirect("/account");
    }

    private static PageResult Enrol(HttpContext context, FactorSeal seal, string name, byte[] secret, string? failure)
    {
        var forced = context.User.HasClaim(BoardPolicies.MustEnrol, "1");
        Html body = $"""
            <form method="post" action="/factor" class="card narrow">{SignInPages.Failure(failure)}{PageResult.TokenField(context)}
            <p>{(forced ? "您的角色须先启用两步验证。" : "")}用手机上的身份验证器应用扫描二维码，或手工输入密钥，再填入应用显示的 6 位数字。</p>
            <p class="qr">{QrPicture.Of(Totp.Address(secret, name, Issuer), "身份验证器二维码")}</p>
            <p>密钥 <code id="secret">{Spaced(Totp.Text(secret))}</code></p>
            <input type="hidden" name="secret" value="{seal.Seal(name, secret)}">
            <label>验证码<input name="code" inputmode="numeric" autocomplete="one-time-code" required autofocus maxlength="10"></label>
            <button>启用两步验证</button></form>
            """;
        return new PageResult("启用两步验证", "", body, failure is null ? 200 : 400);
    }

    private static PageResult Kept(HttpContext context, int codes, string? failure) => new("两步验证", "", $"""
        <form method="post" action="/factor/remove" class="card narrow">{SignInPages.Failure(failure)}{PageResult.TokenField(context)}
        <p>两步验证已启用，还有 {codes} 个恢复码未用。更换手机：先停用，再重新启用。</p>
        <label>验证码或恢复码<input name="code" autocomplete="one-time-code" required maxlength="40"></label><button>停用两步验证</button></form>
        """, failure is null ? 200 : 400);

    private static PageResult Said(string text) => new("两步验证", "", $"<p class=\"card narrow\">{text}</p>");

    private static string Spaced(string text) => string.Join(' ', text.Chunk(4).Select(c => new string(c)));
}
