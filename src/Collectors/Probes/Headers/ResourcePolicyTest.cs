namespace Monitor.Collectors.Probes.Headers;

/// <summary>Cross-Origin-Resource-Policy (Fetch Standard, section 3.8): one of three words, told apart by case.</summary>
internal static class ResourcePolicyTest
{
    private static readonly Outcome Missing = Outcome.Good("corp-not-implemented", 0,
        "未设置 Cross-Origin-Resource-Policy，任何网站都可引用；建议设为 same-origin 或 same-site。",
        "Cross-Origin-Resource-Policy is not set, so every site may embed what is here; prefer same-origin or same-site.");

    private static readonly Outcome Invalid = Outcome.Bad("corp-header-invalid", -5,
        "Cross-Origin-Resource-Policy 的值无法识别，浏览器会忽略；请改为 same-origin、same-site 或 cross-origin。",
        "Cross-Origin-Resource-Policy cannot be recognised and is ignored; use same-origin, same-site or cross-origin.");

    private static readonly Dictionary<string, Outcome> Values = new(StringComparer.Ordinal)
    {
        ["same-origin"] = Outcome.Good("corp-implemented-with-same-origin", 10, "只有同源页面可引用。", "Only pages of the same origin may embed it."),
        ["same-site"] = Outcome.Good("corp-implemented-with-same-site", 10, "只有同一网站的页面可引用。", "Only pages of the same site may embed it."),
        ["cross-origin"] = Outcome.Good("corp-implemented-with-cross-origin", 0,
            "Cross-Origin-Resource-Policy 允许任何网站引用；非公开内容请改为 same-origin 或 same-site。",
            "Cross-Origin-Resource-Policy lets every site embed it; use same-origin or same-site for what is not public."),
    };

    public static Judged Judge(SiteView site) =>
        site.Page.Fields.Joined("cross-origin-resource-policy") is not { } value ? Missing : Values.GetValueOrDefault(value) is { } known ? known : Invalid.With(value);
}
