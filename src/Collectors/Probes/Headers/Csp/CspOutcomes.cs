namespace Monitor.Collectors.Probes.Headers.Csp;

/// <summary>Results of the test of the content security policy, worst first as they are looked for.</summary>
internal static class CspOutcomes
{
    public static readonly Outcome Missing = Outcome.Bad("csp-not-implemented", -25,
        "未设置内容安全策略（CSP），被注入的脚本会直接执行；请从 Content-Security-Policy: default-src 'self'; object-src 'none' 开始设置。",
        "There is no Content Security Policy, so injected scripts run; start with Content-Security-Policy: default-src 'self'; object-src 'none'.");

    public static readonly Outcome Invalid = Outcome.Bad("csp-header-invalid", -25,
        "CSP 无法正确解析（指令重复、为空，或 'strict-dynamic' 缺少 nonce 或哈希）；请修正语法。",
        "The CSP cannot be read as meant (a directive twice, none at all, or 'strict-dynamic' without nonce or hash); correct it.");

    public static readonly Outcome UnsafeInline = Outcome.Bad("csp-implemented-with-unsafe-inline", -20,
        "CSP 未真正限制脚本：script-src 或 object-src 缺失，或含 'unsafe-inline'、data:、https:、* 等过宽来源；请改用 nonce 或具体域名，并设 object-src 'none'。",
        "The CSP does not restrict scripts: script-src or object-src is missing or allows 'unsafe-inline', data:, https: or *; use nonces or named hosts and object-src 'none'.");

    public static readonly Outcome InsecureScheme = Outcome.Bad("csp-implemented-with-insecure-scheme", -20,
        "CSP 允许经 http 或 ftp 加载资源；请全部改为 https。", "The CSP allows resources over http or ftp; make them https.");

    public static readonly Outcome UnsafeEval = Outcome.Bad("csp-implemented-with-unsafe-eval", -10,
        "CSP 允许 'unsafe-eval'；请去掉，并改写使用 eval 的脚本。", "The CSP allows 'unsafe-eval'; drop it and rewrite the scripts that need eval.");

    public static readonly Outcome InsecurePassive = Outcome.Good("csp-implemented-with-insecure-scheme-in-passive-content-only", -10,
        "CSP 允许经 http 加载图片或音视频；请改为 https。", "The CSP allows images or media over http; make them https.");

    public static readonly Outcome UnsafeStyle = Outcome.Good("csp-implemented-with-unsafe-inline-in-style-src-only", 0,
        "CSP 只在样式上过宽（style-src 含 'unsafe-inline'、data: 或 https:）；可改用 nonce。", "The CSP is lax for styles only ('unsafe-inline', data: or https: in style-src); nonces would do.");

    public static readonly Outcome DefaultNone = Outcome.Good("csp-implemented-with-no-unsafe-default-src-none", 10, "CSP 默认全部禁止，只放行列出的来源。", "The CSP forbids all by default and allows only what it lists.");

    public static readonly Outcome Safe = Outcome.Good("csp-implemented-with-no-unsafe", 5, "CSP 没有不安全的来源。", "The CSP allows nothing unsafe.");
}
