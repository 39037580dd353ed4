using Monitor.Collectors.Urls;

namespace Monitor.Collectors.Probes.Headers;

/// <summary>Scripts of other sites: loaded over https, and pinned by a hash (Subresource Integrity, W3C)?</summary>
internal static class IntegrityTest
{
    private static readonly Outcome NoHtml = Outcome.Good("sri-not-implemented-response-not-html", 0, "不是网页，无需校验脚本。", "Not a page, so there are no scripts to pin.");

    private static readonly Outcome NoScripts = Outcome.Good("sri-not-implemented-but-no-scripts-loaded", 0, "页面不从任何地址加载脚本。", "The page loads no scripts.");

    private static readonly Outcome OwnPinned = Outcome.Good("sri-implemented-and-all-scripts-loaded-securely", 5, "脚本都来自本站且带校验。", "All scripts are the site's own and pinned.");

    private static readonly Outcome Own = Outcome.Good("sri-not-implemented-but-all-scripts-loaded-from-secure-origin", 0, "脚本都来自本站。", "All scripts are the site's own.");

    private static readonly Outcome ForeignPinned = Outcome.Good("sri-implemented-and-external-scripts-loaded-securely", 5, "外站脚本都经 https 加载且带校验。", "Scripts of other sites come over https and are pinned.");

    /// <summary>From the least to the worst.</summary>
    private static readonly Outcome[] Faults =
    [
        Outcome.Bad("sri-not-implemented-but-external-scripts-loaded-securely", -5,
            "外站脚本没有完整性校验，外站被攻破即可篡改本页；请给 script 加 integrity，或改为本站托管。", "Scripts of other sites are not pinned; add integrity to the script elements, or host them here."),
        Outcome.Bad("sri-implemented-but-external-scripts-not-loaded-securely", -20,
            "外站脚本未写明 https（// 或 http 开头）；请把地址改为 https://。", "Scripts of other sites are not named over https (http: or //); write https:// addresses."),
        Outcome.Bad("sri-not-implemented-and-external-scripts-not-loaded-securely", -50,
            "外站脚本既未写明 https 也没有完整性校验；请改为 https:// 并加 integrity，或改为本站托管。", "Scripts of other sites are neither named over https nor pinned; use https:// and integrity, or host them here."),
    ];

    public static Judged? Judge(SiteView site)
    {
        if (!site.Page.IsHtml) return NoHtml;
        if (site.Page.Markup?.Scripts is not { } scripts) return null;
        if (scripts.Count == 0) return NoScripts;
        var foreign = scripts.Where(s => !IsOwn(s.Source, site.Page.Url)).ToList();
        if (foreign.Count == 0) return scripts.All(s => s.Pinned) ? OwnPinned : Own;
        var faults = foreign.Select(s => (s.Source, Fault: FaultOf(s))).Where(f => f.Fault is not null).ToList();
        if (faults.Count == 0) return ForeignPinned;
        var worst = faults.Max(f => f.Fault!.Value);
        return Faults[worst].With(string.Join(", ", faults.Where(f => f.Fault == worst).Select(f => f.Source).Distinct().Take(4)));
    }

    private static int? FaultOf(ScriptTag script) => (script.Pinned, script.Source.StartsWith("https:", StringComparison.OrdinalIgnoreCase)) switch
    {
        (true, true) => null,
        (false, true) => 0,
        (true, false) => 1,
        (false, false) => 2,
    };

    /// <summary>A path of this host, or another host of the same registrable domain over https.</summary>
    private static bool IsOwn(string source, Uri page)
    {
        if (source.StartsWith("//", StringComparison.Ordinal)) return false;
        if (!Uri.TryCreate(page, source, out var url) || url.Scheme is not ("http" or "https")) return true; // data: and the like carry the script themselves
        if (url.Host.Equals(page.Host, StringComparison.OrdinalIgnoreCase)) return url.Scheme == page.Scheme || url.Scheme == Uri.UriSchemeHttps;
        var suffixes = PublicSuffixes.Default;
        return url.Scheme == Uri.UriSchemeHttps && suffixes.RegistrableOf(url.Host) is { } domain && domain == suffixes.RegistrableOf(page.Host);
    }
}
