using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Monitor.Collectors.Probes.Tampering.Page;

/// <summary>Takes out of texts and addresses what an honest page changes by itself: dates, counters, tokens, cache-busting.</summary>
internal static partial class Masks
{
    private const int LongestBlock = 120;

    public static string Text(string text)
    {
        var plain = Spaces().Replace(Digits().Replace(text, "#"), " ").Trim();
        return plain.Length <= LongestBlock ? plain : plain[..LongestBlock] + "~" + Hash(plain);
    }

    /// <summary>Host and path; query and fragment are cut, long numbers and hashes in the path become a star.</summary>
    public static string Address(Uri url) => Cut($"{url.IdnHost.ToLowerInvariant()}{(url.IsDefaultPort ? "" : ":" + url.Port)}{PathToken().Replace(url.AbsolutePath, "*")}", 200);

    /// <summary>A script's skeleton: what it does without the values it is given.</summary>
    public static string Script(string code) => Hash(Spaces().Replace(Digits().Replace(Token().Replace(code, "$1$1"), "#"), ""));

    public static string Cut(string text, int length) => text.Length <= length ? text : text[..length] + "…";

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("(?<![a-z])[0-9a-f]{8,}(?![a-z])|[0-9]{4,}", RegexOptions.IgnoreCase)]
    private static partial Regex PathToken();

    /// <summary>A quoted value without words or address: nonce, token, date, key.</summary>
    [GeneratedRegex("""(["'])[A-Za-z0-9+/=_:\-. ]{8,200}\1""")]
    private static partial Regex Token();
}
