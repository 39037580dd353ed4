using Monitor.Collectors.Probes.Headers.Csp;

namespace Monitor.Collectors.Probes.Headers;

/// <summary>Who may show the page in a frame: CSP frame-ancestors, else X-Frame-Options (RFC 7034).</summary>
internal static class FramingTest
{
    private static readonly Outcome ByCsp = Outcome.Good("x-frame-options-implemented-via-csp", 5, "由 CSP 的 frame-ancestors 限制谁可嵌入本页。", "frame-ancestors of the CSP says who may frame the page.");

    private static readonly Outcome AllowFrom = Outcome.Good("x-frame-options-allow-from-origin", 0,
        "ALLOW-FROM 已被现代浏览器忽略；请改用 CSP 的 frame-ancestors。", "Today's browsers ignore ALLOW-FROM; use frame-ancestors of the CSP.");

    private static readonly Outcome Good = Outcome.Good("x-frame-options-sameorigin-or-deny", 0, "其他网站不能嵌入本页。", "Other sites cannot frame the page.");

    private static readonly Outcome Missing = Outcome.Bad("x-frame-options-not-implemented", -20,
        "任何网站都可嵌入本页，用户可能被诱骗点击；请设置 CSP frame-ancestors 'self'，或 X-Frame-Options: SAMEORIGIN。",
        "Every site may frame the page and trick users into clicking; set CSP frame-ancestors 'self' or X-Frame-Options: SAMEORIGIN.");

    private static readonly Outcome Invalid = Outcome.Bad("x-frame-options-header-invalid", -20,
        "X-Frame-Options 的值无法识别；请只发送一次 DENY 或 SAMEORIGIN。", "X-Frame-Options cannot be recognised; send DENY or SAMEORIGIN once.");

    public static Judged Judge(SiteView site)
    {
        // In a meta element frame-ancestors has no effect (CSP level 3, section 3.3).
        var policies = CspPolicies.Parse(site.Page.Fields.All("content-security-policy"));
        if (policies?.Effective("frame-ancestors") is { } ancestors && !ancestors.Overlaps(CspTest.TooBroad)) return ByCsp;
        var value = site.Page.Fields.Joined("x-frame-options");
        return value?.Trim().ToUpperInvariant() switch
        {
            null => Missing,
            "DENY" or "SAMEORIGIN" => Good,
            var upper when upper.StartsWith("ALLOW-FROM ", StringComparison.Ordinal) => AllowFrom,
            _ => Invalid.With(value),
        };
    }
}
