namespace Monitor.Collectors.Probes.Headers;

/// <summary>Cross-origin resource sharing (Fetch Standard, section 3.3): may a foreign site read answers in the name of a signed-in user?</summary>
internal static class SharingTest
{
    private static readonly Outcome Missing = Outcome.Good("cross-origin-resource-sharing-not-implemented", 0, "不向其他网站开放读取。", "Answers cannot be read by other sites.");

    private static readonly Outcome Public = Outcome.Good("cross-origin-resource-sharing-implemented-with-public-access", 0,
        "任何网站都可不带凭据读取（Access-Control-Allow-Origin: *）；确认其中没有非公开内容。",
        "Every site may read it without credentials (Access-Control-Allow-Origin: *); make sure nothing private is served there.");

    private static readonly Outcome Restricted = Outcome.Good("cross-origin-resource-sharing-implemented-with-restricted-access", 0, "只向指定的网站开放读取。", "Only named sites may read it.");

    private static readonly Outcome Universal = Outcome.Bad("cross-origin-resource-sharing-implemented-with-universal-access", -50,
        "任何网站都能以已登录用户的身份读取（照抄请求的 Origin 并允许凭据）；请只允许名单内的网站，或去掉 Access-Control-Allow-Credentials。",
        "Every site may read it as the signed-in user (the request's Origin is echoed and credentials are allowed); allow listed origins only, or drop Access-Control-Allow-Credentials.");

    public static Judged? Judge(SiteView site)
    {
        if (!site.Cors.Tried) return null;
        if (site.Cors.Answer?.Fields is not { } fields || fields.Joined("access-control-allow-origin") is not { Length: > 0 } allowed) return Missing;
        if (allowed == "*") return Public;
        var credentials = fields.Joined("access-control-allow-credentials") == "true";
        // "null" is the origin of any sandboxed frame, so it is nobody's in particular.
        var anyone = allowed == "null" || (site.Origin.Length > 0 && allowed.Equals(site.Origin, StringComparison.OrdinalIgnoreCase));
        return (credentials && anyone ? Universal : Restricted).With(allowed);
    }
}
