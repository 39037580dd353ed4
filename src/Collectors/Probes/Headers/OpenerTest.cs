namespace Monitor.Collectors.Probes.Headers;

/// <summary>Cross-Origin-Opener-Policy (HTML Standard, "Cross-origin opener policies").</summary>
internal static class OpenerTest
{
    private static readonly Outcome Missing = Outcome.Good("coop-not-implemented", 0,
        "未设置 Cross-Origin-Opener-Policy；建议设为 same-origin，使别的网站打开的窗口不能操纵本页。",
        "Cross-Origin-Opener-Policy is not set; same-origin keeps windows of other sites from reaching into this page.");

    private static readonly Outcome Invalid = Outcome.Bad("coop-header-invalid", -5,
        "Cross-Origin-Opener-Policy 的值无法识别，浏览器会忽略；请改为小写、不带引号的 same-origin，且只发送一次。",
        "Cross-Origin-Opener-Policy cannot be recognised and is ignored; send same-origin once, in lower case, without quotes.");

    private static readonly Dictionary<string, Outcome> Values = new(StringComparer.Ordinal)
    {
        ["same-origin"] = Outcome.Good("coop-implemented-with-same-origin", 10, "只有同源页面能与本页共用窗口组。", "Only pages of the same origin share a window group with this one."),
        ["same-origin-allow-popups"] = Outcome.Good("coop-implemented-with-same-origin-allow-popups", 10, "本页与跨源页面隔离，自己打开的弹窗除外。", "Isolated from other origins but for the popups it opens."),
        ["noopener-allow-popups"] = Outcome.Good("coop-implemented-with-noopener-allow-popups", 10, "打开本页的窗口不能操纵本页。", "Whoever opened this page cannot reach into it."),
        ["unsafe-none"] = Outcome.Good("coop-implemented-with-unsafe-none", 0,
            "Cross-Origin-Opener-Policy 为 unsafe-none，等于未限制；建议改为 same-origin。", "Cross-Origin-Opener-Policy is unsafe-none, which restricts nothing; prefer same-origin."),
    };

    public static Judged Judge(SiteView site) =>
        site.Page.Fields.Joined("cross-origin-opener-policy") is not { } value ? Missing : Values.GetValueOrDefault(TokenField.Read(value) ?? "") is { } known ? known : Invalid.With(value);
}
