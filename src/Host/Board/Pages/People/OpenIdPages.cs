using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;
using Monitor.Host.Configuration;
using Monitor.Host.Security;

namespace Monitor.Host.Board.Pages;

/// <summary>The way to the provider and back. Both are links, not forms: a page's policy would not let a form lead away from us.</summary>
internal static class OpenIdPages
{
    public const string Start = "/signin/openid/start";

    public static async Task<IResult> Begin(HttpContext context, ICurrentConfig config, string? next)
    {
        if (config.Current.Board.OpenId is null || context.RequestServices.GetService<OpenIdPeople>() is null) return Refusals.NotFound("登录方式");
        return await ProviderAsync(context) is null
            ? Say(503, "暂时无法登录", "统一身份认证暂时无法连接，请稍后再试；紧急情况下请使用本地账号。")
            : Results.Challenge(new AuthenticationProperties { RedirectUri = Links.Local(next) }, [BoardPolicies.OpenId]);
    }

    public static Html Button(OpenIdConfig? config, string next) =>
        config is null ? Html.Empty : $"<p><a class=\"button\" href=\"{Start + QueryString.Create("next", next)}\">{config.Label}</a></p>";

    /// <summary>Signed out here; the provider still knows the person, and the link ends that too where it can.</summary>
    public static async Task<IResult> SignedOutAsync(HttpContext context, OpenIdConfig config)
    {
        string? leave = null;
        if ((await ProviderAsync(context))?.EndSessionEndpoint is { Length: > 0 } address)
        {
            var back = $"{context.Request.Scheme}://{context.Request.Host}/signin";
            leave = address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + $"client_id={Uri.EscapeDataString(config.ClientId)}&post_logout_redirect_uri={Uri.EscapeDataString(back)}";
        }

        Html more = leave is null ? Html.Empty : $"<p><a href=\"{leave}\" rel=\"noreferrer\">同时退出统一身份认证</a></p>";
        return new PageResult("已退出", "", $"<section class=\"card narrow\"><p>已退出本系统。</p>{more}<p><a href=\"/signin\">重新登录</a></p></section>");
    }

    /// <summary>What the provider says of itself; null when it does not answer. Kept by the handler, so that it is seldom asked for.</summary>
    private static async Task<OpenIdConnectConfiguration?> ProviderAsync(HttpContext context)
    {
        try
        {
            var options = context.RequestServices.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get(BoardPolicies.OpenId);
            return options.ConfigurationManager is { } known ? await known.GetConfigurationAsync(context.RequestAborted) : null;
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or HttpRequestException)
        {
            context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(OpenIdPages).FullName!).LogWarning("The OpenID provider does not answer: {Why}", e.Message);
            return null;
        }
    }

    public static PageResult Refused(OpenIdRefusal why) => Say(403, "没有权限", why switch
    {
        OpenIdRefusal.NoRole => "身份认证成功，但您的账号没有本系统的角色。请联系管理员，在统一身份认证中为您分配角色后再登录。",
        OpenIdRefusal.Disabled => "您的账号已被管理员停用。",
        _ => "统一身份认证没有给出您的身份标识，请联系管理员。",
    });

    public static PageResult Failed() => Say(400, "登录未完成", "统一身份认证没有完成，或返回的信息无效、已过期。请重新登录；若反复出现，请联系管理员查看日志。");

    private static PageResult Say(int status, string title, string text) =>
        new(title, "", $"<section class=\"card narrow\"><p class=\"failure\" role=\"alert\">{text}</p><p><a href=\"/signin\">返回登录</a></p></section>", status);
}
