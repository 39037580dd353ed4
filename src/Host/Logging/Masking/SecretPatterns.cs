using System.Buffers;
using System.Text.RegularExpressions;

namespace Monitor.Host.Logging.Masking;

/// <summary>Secrets told by what stands before them: links that act, tokens and keys in addresses, passwords in connection strings, headers.</summary>
internal static partial class SecretPatterns
{
    private const RegexOptions Loose = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>One of these stands in every text that the patterns below can change.</summary>
    private static readonly SearchValues<string> Triggers = SearchValues.Create(
        ["/ack/", "/hook", "hooks.", "token", "key", "secret", "passw", "pwd", "sign", "?sig", "&sig", "bearer", "basic ", "authoriz", "cookie", "credential", "eyj", "?t=", "&t=", "%3ft%3d", "%26t%3d", "%2fack", "%2fhook", "://"],
        StringComparison.OrdinalIgnoreCase);

    public static string Mask(string text)
    {
        if (!text.AsSpan().ContainsAny(Triggers)) return text;
        text = PrivateKey().Replace(text, "***");
        text = Path().Replace(text, "$1***");
        text = UserInfo().Replace(text, "$1***@");
        text = Header().Replace(text, "$1***");
        text = Scheme().Replace(text, m => IsWord(m.Groups[2].ValueSpan) ? m.Value : m.Groups[1].Value + "***");
        text = Query().Replace(text, "$1***");
        text = Pair().Replace(text, m => m.Groups[1].Value + "***");
        text = Listed().Replace(text, "$1***");
        return Jwt().Replace(text, "***");
    }

    /// <summary>Whether a text ends where a secret begins, so that what is put there by a property is one.</summary>
    public static bool EndsBeforeSecret(string text) => Cue().IsMatch(text);

    /// <summary>"Basic authentication" is no secret.</summary>
    private static bool IsWord(ReadOnlySpan<char> value) => value.Length < 20 && !value.ContainsAnyExceptInRange('a', 'z');

    [GeneratedRegex(@"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|$)", Loose | RegexOptions.Singleline)]
    private static partial Regex PrivateKey();

    // Links that acknowledge; robots that carry their key in the path.
    [GeneratedRegex(@"((?:/|%2f)(?:ack|hooks?)(?:/|%2f)|hooks\.[a-z.]{1,40}/services/)[^\s""'<>?#]+", Loose)]
    private static partial Regex Path();

    [GeneratedRegex(@"(://)[^\s/@""'<>]{1,300}@", Loose)]
    private static partial Regex UserInfo();

    // Only a scheme that is registered (IANA) or common stays: any other word may be the secret itself.
    [GeneratedRegex(@"((?:proxy-)?authorization[""']?\s*[:=]\s*[""']?(?:(?:basic|bearer|digest|dpop|hoba|mutual|negotiate|ntlm|oauth|scram-sha-(?:1|256)|vapid|apikey|token) )?|(?:set-)?cookie[""']?\s*[:=]\s*[""']?)[^\r\n""']+", Loose)]
    private static partial Regex Header();

    [GeneratedRegex(@"\b((?:bearer|basic|apikey|digest) +)([a-z0-9+/=._~\-]{8,})", Loose)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"((?:[?&;]|&amp;|%3f|%26)(?:t|k|key|send_?key|sig|sign|code|ticket|auth|[a-z_\-]{0,20}(?:token|secret|password|passwd|pwd|signature|api_?key))(?:=|%3d))(?:(?!%26)[^&\s""'<>#;])+", Loose)]
    private static partial Regex Query();

    // A value ends with its quote; without quotes at the next semicolon or, where none follows, at a space.
    [GeneratedRegex(@"((?:password|passwd|pwd|secret|access_?key|api[_\- ]?key|credential)s?[""']?\s*[:=]\s*|token(?:[""']?\s*=|[""']\s*:)\s*)(?:\\?""[^""\n]*""|'[^'\n]*'|[^;\n=""']{1,200}(?=;)|[^\s;,&""'<>}]+)", Loose)]
    private static partial Regex Pair();

    // As pairs of a list are printed.
    [GeneratedRegex(@"(\[[a-z0-9_\-. ]{0,40}(?:password|passwd|pwd|secret|token|api_?key|authorization|cookie), )[^\]]+", Loose)]
    private static partial Regex Listed();

    [GeneratedRegex(@"\beyJ[A-Za-z0-9_\-]{8,}\.[A-Za-z0-9_\-]{8,}(?:\.[A-Za-z0-9_\-]+)?")]
    private static partial Regex Jwt();

    [GeneratedRegex(@"(?:password|passwd|pwd|secret|token|api[_\- ]?key|access[_\-]?key|credentials?|signature|authorization|cookie|bearer|basic|准考证号?|考生号|考号|报名号|身份证号?码?|手机号?码?|电话|[?&;](?:t|key|sig|sign|[a-z_]*(?:token|key)))[""'\]]?\s*[:=：]?\s*[""']?(?:(?:bearer|basic|apikey) )?$|/(?:ack|hooks?)/$", Loose)]
    private static partial Regex Cue();
}
