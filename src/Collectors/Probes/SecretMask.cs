using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Monitor.Collectors.Probes;

/// <summary>
/// Takes secrets out of texts, also where a server sends them back in another dress: percent-encoded, in JSON, in HTML, in base64 (at any of
/// its three alignments, so that "user:password" is found as well). Letters count without case.
/// </summary>
internal sealed class SecretMask
{
    public const string Mark = "***";

    /// <summary>A shorter secret would be found in ordinary words, and masking it would hide the message.</summary>
    public const int Shortest = 4;

    private static readonly JavaScriptEncoder[] Json = [JavaScriptEncoder.Default, JavaScriptEncoder.UnsafeRelaxedJsonEscaping, JavaScriptEncoder.Create(UnicodeRanges.All)];
    private readonly SortedSet<string> _forms = new(Comparer<string>.Create((a, b) => a.Length != b.Length ? b.Length - a.Length : string.CompareOrdinal(a, b)));

    /// <summary>Safe to show where it could not be made out: nothing.</summary>
    public static SecretMask Of(IEnumerable<string> secrets)
    {
        var mask = new SecretMask();
        foreach (var secret in secrets) mask.Add(secret);
        return mask;
    }

    public void Add(string secret)
    {
        if (secret.Length < Shortest) return;
        foreach (var form in Forms(secret).Concat(Base64(Encoding.UTF8.GetBytes(secret))).Where(f => f.Length >= Shortest)) _forms.Add(form);
    }

    public string Clean(string text)
    {
        foreach (var form in _forms) text = text.Replace(form, Mark, StringComparison.OrdinalIgnoreCase);
        return text;
    }

    private static IEnumerable<string> Forms(string secret)
    {
        var escaped = Uri.EscapeDataString(secret);
        yield return secret;
        yield return escaped;
        // encodeURIComponent leaves these five as they are (ECMA-262, section 19.2.6.4).
        yield return escaped.Replace("%21", "!", StringComparison.Ordinal).Replace("%27", "'", StringComparison.Ordinal).Replace("%28", "(", StringComparison.Ordinal)
            .Replace("%29", ")", StringComparison.Ordinal).Replace("%2A", "*", StringComparison.Ordinal);
        yield return WebUtility.UrlEncode(secret);
        yield return WebUtility.HtmlEncode(secret);
        yield return secret.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);
        foreach (var encoder in Json)
        {
            var json = JsonEncodedText.Encode(secret, encoder).ToString();
            yield return json;
            yield return json.Replace("/", "\\/", StringComparison.Ordinal);
        }
    }

    /// <summary>The digits that depend on the secret alone, wherever in the encoded text it begins (RFC 4648, section 4 and 5).</summary>
    private static IEnumerable<string> Base64(byte[] secret)
    {
        for (var before = 0; before < 3; before++)
        {
            var text = Convert.ToBase64String([.. new byte[before], .. secret]).TrimEnd('=');
            var from = (before * 8 + 5) / 6;
            var until = (before + secret.Length) * 8 / 6;
            var own = text[from..until];
            yield return own;
            yield return own.Replace('+', '-').Replace('/', '_');
        }
    }
}
