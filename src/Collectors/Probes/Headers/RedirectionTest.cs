namespace Monitor.Collectors.Probes.Headers;

/// <summary>Where a visitor who types the plain address ends, and on what road.</summary>
internal static class RedirectionTest
{
    private static readonly Outcome Preloaded = Outcome.Good("redirection-all-redirects-preloaded", 0, "途经的主机都在浏览器的 HSTS 预加载名单中。", "Every host on the way is on the browsers' HSTS preload list.");

    private static readonly Outcome Good = Outcome.Good("redirection-to-https", 0, "先跳转到本站的 https，终点也是 https。", "The first redirect leads to https on the same host, and the end is https.");

    private static readonly Outcome NoHttp = Outcome.Good("redirection-not-needed-no-http", 0, "不提供 http，无需跳转。", "Nothing answers over http, so no redirect is needed.");

    private static readonly Outcome OffHost = Outcome.Bad("redirection-off-host-from-http", -5,
        "http 首次跳转就离开了本站，本站的 HSTS 因此无法生效；请先跳转到同一主机的 https，再转往别处。",
        "The first redirect from http leaves the host, so its HSTS never takes effect; redirect to https on the same host first.");

    private static readonly Outcome InitialHttp = Outcome.Bad("redirection-not-to-https-on-initial-redirection", -10,
        "首次跳转仍是 http，之后才到 https；请让 http 的第一次跳转直接到 https。", "The first redirect still leads to http; let it lead to https at once.");

    private static readonly Outcome Missing = Outcome.Bad("redirection-missing", -20, "http 不跳转到 https；请把所有 http 请求 301 到 https。", "http does not redirect to https; answer every http request with a 301 to https.");

    private static readonly Outcome NotHttps = Outcome.Bad("redirection-not-to-https", -20, "有跳转，但终点不是 https；请让终点为 https。", "It redirects, but not to https in the end; make the end https.");

    private static readonly Outcome InvalidCert = Outcome.Bad("redirection-invalid-cert", -20, "跳转途中遇到无效证书；请更换证书。", "A certificate on the way is invalid; replace it.");

    public static Judged? Judge(SiteView site) => site.Plain is not { } road ? null : Of(road, site.Preload).With(Road(road));

    private static Outcome Of(PlainRoad road, PreloadList preload)
    {
        var hops = road.Hops;
        if (hops.Count == 0) return NoHttp;
        if (!road.Verified) return InvalidCert;
        if (hops.All(h => preload.Contains(h.Host))) return Preloaded;
        if (hops.Count == 1) return IsHttps(hops[0]) ? NoHttp : Missing;
        if (!IsHttps(hops[^1])) return NotHttps;
        if (!IsHttps(hops[1])) return InitialHttp;
        return hops[0].Host.Equals(hops[1].Host, StringComparison.OrdinalIgnoreCase) ? Good : OffHost;
    }

    private static bool IsHttps(Uri hop) => hop.Scheme == Uri.UriSchemeHttps;

    private static string? Road(PlainRoad road) => road.Hops.Count == 0 ? null : string.Join(" → ", road.Hops.Select(h => h.GetLeftPart(UriPartial.Path)));
}
