using System.Text.RegularExpressions;

namespace Monitor.Alerts.Answers;

/// <summary>
/// What a channel said, fit to be stored and shown: one short line without secrets and without people's numbers and mailboxes.
/// Servers like to echo what they were sent.
/// </summary>
internal static partial class Answer
{
    public const int Longest = 200;

    private const string Mask = "***";

    /// <param name="text">Anything a server wrote.</param>
    /// <param name="secrets">Exact values that must not appear, such as tokens of the address and signatures.</param>
    public static string Clean(string text, params IEnumerable<string> secrets)
    {
        // Secrets first and over the whole text: a cut or a fold through the middle of one would leave its half.
        foreach (var secret in secrets.Where(s => s.Length > 0).OrderByDescending(s => s.Length))
            text = text.Replace(secret, Mask, StringComparison.OrdinalIgnoreCase);
        text = Blank().Replace(text, " ").Trim();
        text = Named().Replace(text, "${name}" + Mask);
        text = Bearer().Replace(text, "${scheme} " + Mask);
        text = Mailbox().Replace(text, m => MaskMailbox(m.Value));
        text = IdentityNumber().Replace(text, Mask);
        text = Phone().Replace(text, Mask);
        text = Opaque().Replace(text, Mask);
        return Cut(text);
    }

    /// <summary>Keeps enough of an address to tell two recipients apart.</summary>
    public static string MaskMailbox(string address)
    {
        var at = address.LastIndexOf('@');
        return at <= 0 ? Mask : address[..1] + Mask + address[at..];
    }

    private static string Cut(string text)
    {
        if (text.Length <= Longest) return text;
        return text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)] + "…";
    }

    /// <summary>Control characters too: an answer must not write lines of its own into a log.</summary>
    [GeneratedRegex(@"[\s\p{C}-[\p{Cs}]]+")]
    private static partial Regex Blank();

    /// <summary>key=value and "key": "value" with a telling name.</summary>
    [GeneratedRegex("""(?<name>["']?\b[\w-]*(?:key|token|secret|sign|signature|password|passwd|pwd|ticket|credential|authorization)["']?\s*[=:]\s*["']?)(?!\s)[^\s"'&,;}]+""", RegexOptions.IgnoreCase)]
    private static partial Regex Named();

    [GeneratedRegex(@"\b(?<scheme>Bearer|Basic)\s+[A-Za-z0-9+/=._~-]{8,}", RegexOptions.IgnoreCase)]
    private static partial Regex Bearer();

    [GeneratedRegex(@"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")]
    private static partial Regex Mailbox();

    /// <summary>Chinese resident number: 18 places, the last may be X.</summary>
    [GeneratedRegex(@"(?<![0-9])[1-9][0-9]{5}(?:19|20)[0-9]{9}[0-9Xx](?![0-9])")]
    private static partial Regex IdentityNumber();

    /// <summary>Mobile numbers, also grouped and with +86, and land lines with area code.</summary>
    [GeneratedRegex(@"(?<![0-9])(?:(?:\+?86[ -]?)?1[3-9][0-9](?:[ -]?[0-9]{4}){2}|0[0-9]{2,3}[ -]?[0-9]{7,8})(?![0-9])")]
    private static partial Regex Phone();

    /// <summary>Long runs without a blank are keys or signatures far more often than words; they hold a digit and a letter.</summary>
    [GeneratedRegex(@"(?<![A-Za-z0-9_+/-])(?=[A-Za-z_+/-]*[0-9])(?=[0-9_+/-]*[A-Za-z])[A-Za-z0-9_+/-]{24,}={0,2}(?![A-Za-z0-9_+/-])")]
    private static partial Regex Opaque();
}
