using System.Collections.Concurrent;
using System.Net;
using Monitor.Collectors.Urls;

namespace Monitor.Collectors.Fetching;

/// <summary>
/// Cookies of the sources that ask for them, each source's apart from every other's. They live in memory only: a restart forgets them, and no
/// log, sample or cursor ever holds one. Which host gets which is the framework's rule (RFC 6265 as <see cref="CookieContainer"/> reads it).
/// </summary>
internal sealed class CookieJars
{
    private readonly ConcurrentDictionary<string, CookieContainer> _jars = new(StringComparer.Ordinal);

    /// <returns>Null when no source asks.</returns>
    public CookieContainer? Of(string? source) => source is null ? null : _jars.GetOrAdd(source, _ => new CookieContainer());

    /// <summary>Keeps what an answer sets; a cookie that breaks the rules, such as one for another site or for everybody's, is passed over.</summary>
    public static void Keep(CookieContainer jar, Uri url, HttpResponseMessage answer)
    {
        if (!answer.Headers.TryGetValues("Set-Cookie", out var lines)) return;
        foreach (var line in lines)
        {
            try
            {
                jar.SetCookies(url, line);
            }
            catch (CookieException)
            {
                // The others may still be in order.
            }
        }

        // The framework knows no public suffixes: one set for all of gov.cn would go to every authority a source is led to (RFC 6265, 5.3).
        foreach (var cookie in jar.GetAllCookies().Where(c => IsForMany(c.Domain.TrimStart('.'), url.Host))) cookie.Expired = true;
    }

    private static bool IsForMany(string domain, string host) => host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase) && PublicSuffixes.Default.RegistrableOf(domain) is null;
}
