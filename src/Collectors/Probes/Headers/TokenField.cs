namespace Monitor.Collectors.Probes.Headers;

/// <summary>A structured field whose value is one token with optional parameters (RFC 9651, section 3.3): `require-corp; report-to="x"`.</summary>
internal static class TokenField
{
    /// <summary>The token as sent; null when the value is none: a string, a list, a field sent twice.</summary>
    public static string? Read(string value)
    {
        var parts = value.Split(';');
        var token = parts[0].Trim();
        return IsToken(token) && parts.Skip(1).All(IsParameter) ? token : null;
    }

    private static bool IsParameter(string text)
    {
        var (name, value) = text.Trim().Split('=', 2) is [var n, var v] ? (n, v) : (text.Trim(), null);
        var key = name.Length > 0 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-' or '.' or '*');
        return key && (value is null || IsToken(value) || (value is ['"', .., '"'] && !value[1..^1].Contains('"', StringComparison.Ordinal)) || value.All(char.IsAsciiDigit));
    }

    private static bool IsToken(string text) =>
        text.Length > 0 && (char.IsAsciiLetter(text[0]) || text[0] == '*') && text.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~:/".Contains(c, StringComparison.Ordinal));
}
