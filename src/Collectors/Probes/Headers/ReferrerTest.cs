namespace Monitor.Collectors.Probes.Headers;

/// <summary>Referrer Policy (W3C), header field and meta element: of a list the last word a browser knows counts.</summary>
internal static class ReferrerTest
{
    private static readonly Outcome Private = Outcome.Good("referrer-policy-private", 5, "离开本站时不泄露完整地址。", "The full address is not told to other sites.");

    private static readonly Outcome Missing = Outcome.Good("referrer-policy-not-implemented", 0,
        "未设置 Referrer-Policy，依赖浏览器默认值；建议设为 strict-origin-when-cross-origin。",
        "Referrer-Policy is not set, so the browser's default counts; set strict-origin-when-cross-origin.");

    private static readonly Outcome Unsafe = Outcome.Bad("referrer-policy-unsafe", -5,
        "Referrer-Policy 会把地址泄露给其他网站或经 http 发出；请改为 strict-origin-when-cross-origin 或更严的值。",
        "Referrer-Policy tells addresses to other sites or over http; use strict-origin-when-cross-origin or a stricter word.");

    private static readonly Outcome Invalid = Outcome.Bad("referrer-policy-header-invalid", -5,
        "Referrer-Policy 的值无法识别，浏览器会忽略；请改为 strict-origin-when-cross-origin。", "Referrer-Policy cannot be recognised and is ignored; use strict-origin-when-cross-origin.");

    private static readonly HashSet<string> Keeping = ["no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"];

    private static readonly HashSet<string> Telling = ["origin", "origin-when-cross-origin", "unsafe-url", "no-referrer-when-downgrade"];

    public static Judged Judge(SiteView site)
    {
        List<string> said = [.. site.Page.Fields.All("referrer-policy"), .. site.Page.Markup?.Referrers ?? []];
        if (said.Count == 0) return Missing;
        var words = said.SelectMany(s => s.Split(',')).Select(w => w.Trim().ToLowerInvariant()).ToList();
        var last = words.FindLast(w => Keeping.Contains(w) || Telling.Contains(w));
        return (last is null ? Invalid : Keeping.Contains(last) ? Private : Unsafe).With(string.Join(", ", said));
    }
}
