namespace Monitor.Collectors.Probes.Headers;

/// <summary>Flags of the cookies a page sets; the worst of them is the result.</summary>
internal static class CookieTest
{
    private static readonly Outcome None = new("cookies-not-found", null, 0, "页面没有设置 cookie。", "The page sets no cookies.");

    private static readonly Outcome Best = Outcome.Good("cookies-secure-with-httponly-sessions-and-samesite", 5,
        "cookie 都有 Secure 与 SameSite，会话 cookie 都有 HttpOnly。", "All cookies are Secure and SameSite, session cookies HttpOnly.");

    private static readonly Outcome Good = Outcome.Good("cookies-secure-with-httponly-sessions", 0,
        "cookie 都有 Secure，会话 cookie 都有 HttpOnly；建议再加 SameSite=Lax。", "All cookies are Secure, session cookies HttpOnly; add SameSite=Lax as well.");

    /// <summary>From the least to the worst.</summary>
    private static readonly Outcome[] Faults =
    [
        Outcome.Bad("cookies-without-secure-flag-but-protected-by-hsts", -5, "cookie 缺少 Secure，目前靠 HSTS 保护；请加上 Secure。", "Cookies lack Secure and are protected by HSTS only; add Secure."),
        Outcome.Bad("cookies-session-without-secure-flag-but-protected-by-hsts", -10, "会话 cookie 缺少 Secure，目前靠 HSTS 保护；请加上 Secure。", "A session cookie lacks Secure and is protected by HSTS only; add Secure."),
        Outcome.Bad("cookies-without-secure-flag", -20, "cookie 缺少 Secure，会经 http 明文发送；请加上 Secure。", "Cookies lack Secure and travel in clear over http; add Secure."),
        Outcome.Bad("cookies-samesite-flag-invalid", -20, "SameSite 的值无法识别；请改为 Lax 或 Strict。", "SameSite cannot be recognised; use Lax or Strict."),
        Outcome.Bad("cookies-anticsrf-without-samesite-flag", -20, "防伪造（CSRF）cookie 缺少 SameSite；请加上 SameSite=Strict。", "An anti-forgery (CSRF) cookie lacks SameSite; add SameSite=Strict."),
        Outcome.Bad("cookies-session-without-httponly-flag", -30, "会话 cookie 缺少 HttpOnly，脚本可读走登录状态；请加上 HttpOnly。", "A session cookie lacks HttpOnly, so scripts can read it; add HttpOnly."),
        Outcome.Bad("cookies-session-without-secure-flag", -40, "会话 cookie 缺少 Secure，登录状态会经 http 明文发送；请加上 Secure。", "A session cookie lacks Secure and travels in clear over http; add Secure."),
    ];

    public static Judged Judge(SiteView site)
    {
        var cookies = site.Page.Fields.All("set-cookie").Select(SetCookie.Parse).OfType<SetCookie>().Where(c => c.IsKeptFor(site.Page.Url.Host) || c.IsKeptFor(site.Host)).ToList();
        if (cookies.Count == 0) return None;
        var hsts = TransportTest.Protects(site);
        var faults = cookies.SelectMany(c => FaultsOf(c, hsts).Select(f => (Cookie: c.Name, Fault: f))).ToList();
        if (faults.Count == 0) return cookies.TrueForAll(c => c.SameSite is not null) ? Best : Good;
        var worst = faults.Max(f => f.Fault);
        return Faults[worst].With(string.Join(", ", faults.Where(f => f.Fault == worst).Select(f => f.Cookie).Distinct()));
    }

    private static IEnumerable<int> FaultsOf(SetCookie cookie, bool hsts)
    {
        if (!cookie.Secure) yield return (cookie.IsSession, hsts) switch { (false, true) => 0, (true, true) => 1, (false, false) => 2, (true, false) => 6 };
        if (cookie.SameSite is not null && !cookie.IsSameSiteKnown) yield return 3;
        if (cookie.IsAntiForgery && cookie.SameSite is null) yield return 4;
        if (cookie.IsSession && !cookie.HttpOnly) yield return 5;
    }
}
