using Monitor.Collectors.Urls;

namespace Monitor.Collectors.Probes.Tampering.Page;

/// <summary>Whose an address is.</summary>
internal static class Sites
{
    /// <summary>The registrable domain; the host itself where it has none (addresses, names of the own network).</summary>
    public static string Of(Uri url) => PublicSuffixes.Default.RegistrableOf(url.IdnHost) ?? url.IdnHost.ToLowerInvariant();

    /// <summary>The registrable domain when it is another than the page's, else empty.</summary>
    public static string Foreign(Uri url, Uri page) => Of(url) is var site && site == Of(page) ? "" : site;

    /// <summary>Public bodies and schools, which an education site links to every day.</summary>
    public static bool IsPublic(string site) => site.EndsWith(".gov.cn", StringComparison.Ordinal) || site.EndsWith(".edu.cn", StringComparison.Ordinal)
        || site is "chsi.com.cn" or "chsi.cn" or "neea.cn" or "people.com.cn" or "xinhuanet.com" or "news.cn" or "cctv.com" or "gmw.cn" or "chinanews.com.cn" or "weixin.qq.com" or "qq.com" or "beian.gov.cn";
}
