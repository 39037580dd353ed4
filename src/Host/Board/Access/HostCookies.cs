using Microsoft.AspNetCore.Authentication.Cookies;

namespace Monitor.Host.Board.Access;

/// <summary>
/// Over https the cookie's name begins with __Host-: a browser then takes it only with Secure, for the whole of this host and for no other, so that
/// neither a neighbour's page nor plain http can plant one. Over http on loopback it keeps its plain name, else no browser would store it.
/// </summary>
internal sealed class HostCookies : ICookieManager
{
    private readonly ChunkingCookieManager _cookies = new();

    public string? GetRequestCookie(HttpContext context, string key) => _cookies.GetRequestCookie(context, Name(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) => _cookies.AppendResponseCookie(context, Name(context, key), value, Whole(context, options));

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => _cookies.DeleteCookie(context, Name(context, key), Whole(context, options));

    private static string Name(HttpContext context, string key) => context.Request.IsHttps ? "__Host-" + key : key;

    private static CookieOptions Whole(HttpContext context, CookieOptions options) =>
        context.Request.IsHttps ? new CookieOptions(options) { Path = "/", Domain = null, Secure = true } : options;
}
