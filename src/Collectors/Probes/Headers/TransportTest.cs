using System.Globalization;

namespace Monitor.Collectors.Probes.Headers;

/// <summary>HTTP Strict Transport Security (RFC 6797).</summary>
internal static class TransportTest
{
    private const long SixMonths = 15_768_000; // seconds, as the published scoring counts them

    private static readonly Outcome Preloaded = Outcome.Good("hsts-preloaded", 5, "本站在浏览器的 HSTS 预加载名单中。", "The host is on the browsers' HSTS preload list.");

    private static readonly Outcome Long = Outcome.Good("hsts-implemented-max-age-at-least-six-months", 0, "HSTS 有效期不少于六个月。", "HSTS lasts six months or more.");

    private static readonly Outcome Short = Outcome.Bad("hsts-implemented-max-age-less-than-six-months", -10,
        "HSTS 有效期不足六个月；请把 max-age 设为 31536000（一年）。", "HSTS lasts less than six months; set max-age=31536000 (a year).");

    private static readonly Outcome Missing = Outcome.Bad("hsts-not-implemented", -20,
        "未设置 Strict-Transport-Security；请在 https 的回应中加上 max-age=31536000; includeSubDomains。",
        "Strict-Transport-Security is not set; add max-age=31536000; includeSubDomains to answers over https.");

    private static readonly Outcome NoHttps = Outcome.Bad("hsts-not-implemented-no-https", -20, "本站不提供 https，HSTS 无从生效；请先启用 https。", "The site does not answer over https, so HSTS cannot be set; turn https on first.");

    private static readonly Outcome InvalidCert = Outcome.Bad("hsts-invalid-cert", -20, "证书无效，浏览器会忽略 HSTS；请更换证书。", "The certificate is invalid, so browsers ignore HSTS; replace it.");

    private static readonly Outcome Invalid = Outcome.Bad("hsts-header-invalid", -20,
        "Strict-Transport-Security 无法识别，浏览器会忽略；请只发送一次，形如 max-age=31536000; includeSubDomains。",
        "Strict-Transport-Security cannot be recognised and is ignored; send it once, such as max-age=31536000; includeSubDomains.");

    public static Judged? Judge(SiteView site)
    {
        if (site.Preload.Contains(site.Host)) return Preloaded;
        if (!site.Https.Tried) return null;
        if (site.Https.Answer is not { } answer) return NoHttps;
        if (answer.Fields.Joined("strict-transport-security") is not { } value) return Missing;
        if (!answer.Verified) return InvalidCert;
        return (MaxAge(value) switch { null => Invalid, < SixMonths => Short, _ => Long }).With(value);
    }

    /// <summary>True when a browser would keep to https after this answer.</summary>
    public static bool Protects(SiteView site) => Judge(site)?.Outcome.Pass == true;

    /// <summary>Seconds; null when the field breaks the grammar, which includes being sent twice and a directive given twice (section 6.1).</summary>
    private static long? MaxAge(string value)
    {
        if (value.Contains(',', StringComparison.Ordinal)) return null;
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        long? age = null;
        foreach (var directive in value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var pair = directive.Split('=', 2, StringSplitOptions.TrimEntries);
            if (!seen.Add(pair[0])) return null;
            if (!pair[0].Equals("max-age", StringComparison.OrdinalIgnoreCase)) continue;
            var digits = pair.Length == 2 ? pair[1].Trim('"') : "";
            if (digits.Length == 0 || !digits.All(char.IsAsciiDigit)) return null;
            age = long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : long.MaxValue;
        }

        return age;
    }
}
