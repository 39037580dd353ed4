using Xunit;

namespace Monitor.Tests.Collectors.Probes.Headers;

public sealed class CookieTests
{
    [Theory]
    [InlineData("cookies-secure-with-httponly-sessions-and-samesite", "JSESSIONID=1; Path=/; Secure; HttpOnly; SameSite=Lax", "lang=zh; secure; samesite=none")]
    [InlineData("cookies-secure-with-httponly-sessions", "JSESSIONID=1; Secure; HttpOnly")]
    [InlineData("cookies-without-secure-flag", "lang=zh", "JSESSIONID=1; Secure; HttpOnly")]
    [InlineData("cookies-samesite-flag-invalid", "lang=zh; Secure; SameSite")]
    [InlineData("cookies-anticsrf-without-samesite-flag", "XSRF-TOKEN=1; Secure")]
    [InlineData("cookies-session-without-httponly-flag", "lang=zh; Secure; SameSite=maybe", "PHPSESSID=1; Secure")]
    [InlineData("cookies-session-without-secure-flag", "PHPSESSID=1; HttpOnly", "lang=zh")]
    [InlineData("cookies-session-without-secure-flag", "__Secure-session=1; HttpOnly")]
    public void The_worst_cookie_is_the_result(string result, params string[] cookies) =>
        Assert.Equal(result, Sites.Result(Sites.With([.. cookies.Select(c => ("Set-Cookie", c))]), "cookies"));

    [Theory]
    [InlineData("tracker=1; Domain=other.example.cn")]
    [InlineData("__Host-id=1; Secure; Path=/; Domain=filing.example.cn")]
    [InlineData("__Host-id=1; Secure; Path=/apply")]
    [InlineData("nonsense")]
    public void What_a_browser_throws_away_is_not_judged(string cookie)
    {
        var found = Sites.Find(Sites.With(("Set-Cookie", cookie)), "cookies")!;
        Assert.Equal(("cookies-not-found", (bool?)null), (found.Outcome.Result, found.Outcome.Pass));
    }

    [Fact]
    public void Hsts_softens_a_missing_flag_and_the_cookie_is_named()
    {
        var site = Sites.With(("Strict-Transport-Security", "max-age=31536000"), ("Set-Cookie", "login=1; HttpOnly"), ("Set-Cookie", "lang=zh"));
        var found = Sites.Find(site, "cookies")!;
        Assert.Equal(("cookies-session-without-secure-flag-but-protected-by-hsts", "login"), (found.Outcome.Result, found.Detail));
    }
}
