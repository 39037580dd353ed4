using System.Globalization;
using System.Text;

namespace Monitor.Collectors.Urls;

/// <summary>Host parsing of the URL Standard: domains by IDNA, IPv4 in all its spellings, IPv6, opaque hosts.</summary>
internal static class HostName
{
    private static readonly IdnMapping Idn = new() { AllowUnassigned = true, UseStd3AsciiRules = false };

    /// <returns>The serialised host, or null on failure.</returns>
    public static string? Parse(string input, bool special)
    {
        if (input.StartsWith('[')) return input.EndsWith(']') && IpAddresses.ParseV6(input[1..^1]) is { } v6 ? $"[{IpAddresses.Write(v6)}]" : null;
        if (!special) return input.Any(c => IsForbidden(c)) ? null : PercentCode.Encode(input, PercentCode.Control);
        var domain = Encoding.UTF8.GetString(PercentCode.Decode(input));
        if (ToAscii(domain) is not { Length: > 0 } ascii || ascii.Any(c => IsForbidden(c) || c is <= '\u001F' or '%' or '\u007F')) return null;
        if (!IpAddresses.EndsInNumber(ascii)) return ascii;
        return IpAddresses.ParseV4(ascii) is { } v4 ? IpAddresses.Write(v4) : null;
    }

    /// <summary>Lower case and punycode; null when it is no domain by IDNA.</summary>
    public static string? ToAscii(string domain)
    {
        var lower = domain.ToLowerInvariant();
        // Punycode is not checked where nothing has to be converted: browsers came to let it pass.
        if (Ascii.IsValid(lower)) return lower;
        try
        {
            // Soft hyphens and other characters IDNA ignores may leave nothing at all.
            var trailing = lower.Length > 1 && lower[^1] is '.' or '。' or '．' or '｡';
            var ascii = string.Join('.', (trailing ? lower[..^1] : lower).Split('.', '。', '．', '｡').Select(Label));
            return trailing ? ascii + "." : ascii;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string Label(string label)
    {
        if (label.Length == 0) return "";
        if (!Ascii.IsValid(label)) return Idn.GetAscii(label).ToLowerInvariant();
        if (label.StartsWith("xn--", StringComparison.Ordinal))
        {
            var unicode = Idn.GetUnicode(label);
            // What is punycode of plain letters, or of what would be written otherwise, is no valid label.
            if (unicode == label || Ascii.IsValid(unicode) || Idn.GetAscii(unicode) != label) throw new ArgumentException("no valid punycode: " + label);
        }

        return label;
    }

    private static bool IsForbidden(char c) => c is '\0' or '\t' or '\n' or '\r' or ' ' or '#' or '/' or ':' or '<' or '>' or '?' or '@' or '[' or '\\' or ']' or '^' or '|';
}
