using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Monitor.Host.Board.Access;
using Monitor.Host.Board.Markup;
using Monitor.Host.Configuration;
using Monitor.Host.Security;

namespace Monitor.Host.Board.Pages;

/// <summary>The way to the provider and back. Both are links, not forms: a page's policy would not let a form lead away from us.</summary>
internal static class OpenIdPages
{
    public const string Start = "/signin/openid/start";

    public static IResult Begin(HttpContext context, ICurrentConfig config, string? next) => config.Current.Board.OpenId is null
        ? Refusals.NotFound("登录方式")
        : Results.Challenge(new AuthenticationProperties { RedirectUri = Links.Local(next) }, [BoardPolicies.OpenId]);

    public static Html Button(OpenIdConfig? config, string next) =>
        config is null ? Html.Empty : $"<p><a class=\"button\" href=\"{Start + QueryString.Create("next", next)}\">{config.Label}</a></p>";

    /// <summary>Signed out here; the provider still knows the person, and the link ends that too where it can.</summary>
    public static async Task<IResult> SignedOutAsync(HttpContext context, OpenIdConfig config)
    {
        string? leave = null;
        try
        {
            var options = context.RequestServices.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get(BoardPolicies.OpenId);
            if (options.ConfigurationManager is { } known && (await known.GetConfigurationAsync(context.RequestAborted)).EndSessionEndpoint is { Length: > 0 } address)
            {
                var back = $"{context.Request.Scheme}://{context.Request.Host}/signin";
                leave = address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + $"client_id={Uri.EscapeDataString(config.ClientId)}&post_logout_redirect_uri={Uri.EscapeDataString(back)}";
            }
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or HttpRequestException)
        {
            // The provider does not answer: here the person is signed out all the same.
        }

        Html more = leave is null ? Html.Empty : $"<p><a href=\"{leave}\" rel=\"noreferrer\">同时退出统一身份认证</a></p>";
        return new PageResult("已退出", "", $"<section class=\"card narrow\"><p>已退出本系统。</p>{more}<p><a href=\"/signin\">重新登录</a></p></section>");
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
