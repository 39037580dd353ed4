namespace Monitor.Collectors.Probes.Headers;

/// <summary>Cross-Origin-Embedder-Policy (HTML Standard, "Embedder policies").</summary>
internal static class EmbedderTest
{
    private static readonly Outcome Missing = Outcome.Good("coep-not-implemented", 0,
        "未设置 Cross-Origin-Embedder-Policy，可不设置；需要跨源隔离时设为 require-corp。",
        "Cross-Origin-Embedder-Policy is not set, which is allowed; set require-corp where cross-origin isolation is wanted.");

    private static readonly Outcome Invalid = Outcome.Bad("coep-header-invalid", -5,
        "Cross-Origin-Embedder-Policy 的值无法识别，浏览器会忽略；请改为小写、不带引号的 require-corp、credentialless 或 unsafe-none，且只发送一次。",
        "Cross-Origin-Embedder-Policy cannot be recognised and is ignored; send require-corp, credentialless or unsafe-none once, in lower case, without quotes.");

    private static readonly Dictionary<string, Outcome> Values = new(StringComparer.Ordinal)
    {
        ["require-corp"] = Outcome.Good("coep-implemented-with-require-corp", 10, "页面只加载明确允许被跨源引用的资源。", "Only resources that allow it are loaded from other origins."),
        ["credentialless"] = Outcome.Good("coep-implemented-with-credentialless", 10, "跨源资源一律不带凭据加载。", "Resources of other origins are loaded without credentials."),
        ["unsafe-none"] = Outcome.Good("coep-implemented-with-unsafe-none", 0,
            "Cross-Origin-Embedder-Policy 为 unsafe-none，等于未限制；需要隔离时改为 require-corp。",
            "Cross-Origin-Embedder-Policy is unsafe-none, which restricts nothing; use require-corp where isolation is wanted."),
    };

    public static Judged Judge(SiteView site) =>
        site.Page.Fields.Joined("cross-origin-embedder-policy") is not { } value ? Missing : Values.GetValueOrDefault(TokenField.Read(value) ?? "") is { } known ? known : Invalid.With(value);
}
