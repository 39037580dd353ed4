using System.Net;

namespace Monitor.Collectors.Probes.Http;

/// <summary>
/// The way of one request over its redirects, and what ends it. A page that sends back to itself once a cookie is set goes in no circle: the
/// same address counts as seen only with the same cookies, or when it comes a fourth time with ever new ones.
/// </summary>
/// <param name="sent">Method and cookies of the first request.</param>
internal sealed class RedirectWay(Uri first, string sent, CookieContainer cookies)
{
    private const int Most = 10;
    private const int MostVisits = 3;

    private readonly List<(Uri Url, string Cookies)> _hops = [(first, sent)];

    /// <exception cref="FaultException">A circle, too many, another scheme, or from https down to http.</exception>
    public void Go(Uri next, string method)
    {
        var from = _hops[^1].Url;
        if (next.Scheme is not ("http" or "https")) throw new FaultException("http.redirect-scheme", $"重定向到非 http 地址（{next.Scheme}），已拒绝");
        if (from.Scheme == Uri.UriSchemeHttps && next.Scheme != Uri.UriSchemeHttps) throw new FaultException("http.redirect-downgrade", $"重定向从 https 降级到 http（{Shown(from)} → {Shown(next)}），已拒绝");

        var carried = Carried(method, next, cookies);
        var seen = _hops.FindIndex(h => h.Url == next && h.Cookies == carried);
        if (seen < 0 && _hops.Count(h => h.Url == next) >= MostVisits) seen = _hops.FindLastIndex(h => h.Url == next);
        if (seen >= 0)
            throw new FaultException("http.redirect-loop", $"重定向成环：{string.Join(" → ", _hops.Skip(seen).Select(h => Shown(h.Url)).Append(Shown(next)))}");
        if (_hops.Count > Most) throw new FaultException("http.redirect-limit", $"重定向超过 {Most} 次，未见成环；最后到 {Shown(next)}");
        _hops.Add((next, carried));
    }

    public static string Carried(string method, Uri url, CookieContainer cookies) => cookies.Count == 0 ? method : $"{method} {cookies.GetCookieHeader(url)}";

    private static string Shown(Uri url) => url.GetLeftPart(UriPartial.Path);
}
