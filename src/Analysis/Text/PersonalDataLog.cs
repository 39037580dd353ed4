using System.Text.RegularExpressions;

namespace Monitor.Analysis.Text;

/// <summary>
/// The same for a line of a log, which is full of numbers that are nobody's: ids, hashes, addresses, durations, moments. So a number counts as a
/// telephone or an identity card only in the form people write it, and a long run of digits only beside the word that says what it is.
/// </summary>
public static partial class PersonalDataMask
{
    private const RegexOptions Strict = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>Shorter than this no number of a person is.</summary>
    private const int FewestDigits = 5;

    /// <summary>From this length on letters a to f among the digits tell a hash.</summary>
    private const int HashLength = 16;

    /// <summary>The line with personal data masked; the same object when there is nothing.</summary>
    public static string MaskLog(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (digits, signs, foreign) = Look(text);
        if (digits < FewestDigits && !signs && !foreign) return text;
        if (foreign) text = Plain(text);
        if (signs || foreign) text = Email().Replace(text, "〔邮箱〕");
        if (digits < FewestDigits && !foreign) return text;
        if (foreign || text.AsSpan().ContainsAnyExceptInRange('\0', '\x7f'))
        {
            text = Candidate().Replace(text, m => m.Groups[1].Value + "〔准考证〕");
            text = OldIdCard().Replace(text, m => m.Groups[1].Value + "〔身份证〕");
            text = NamedWeChat().Replace(text, m => m.Groups[1].Value + "〔微信〕");
        }

        text = Qq().Replace(text, m => m.Groups[1].Value + "〔QQ〕");
        if (digits < 11 && !foreign) return text;
        var line = text;
        text = StrictIdCard().Replace(line, m => InHash(line, m) ? m.Value : "〔身份证〕");
        line = text;
        return StrictMobile().Replace(line, m => InHash(line, m) || InDecimal(line, m) ? m.Value : "〔手机号〕");
    }

    /// <summary>One walk over the line, so that most lines pay for nothing else.</summary>
    private static (int Digits, bool Signs, bool Foreign) Look(string text)
    {
        var (digits, signs, foreign) = (0, false, false);
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c)) digits++;
            else if (c is '@' or '＠') signs = true;
            else if (c > '\x7f' && !foreign) foreign = char.IsDigit(c) || CharFolding.IsInvisible(c) || char.IsAsciiDigit(CharFolding.Fold(c)) && c != '〇';
        }

        return (digits, signs, foreign);
    }

    private static bool InHash(string text, Match m)
    {
        var (from, until) = (m.Index, m.Index + m.Length);
        while (from > 0 && char.IsAsciiHexDigit(text[from - 1])) from--;
        while (until < text.Length && char.IsAsciiHexDigit(text[until])) until++;
        return until - from >= HashLength && until - from > m.Length;
    }

    /// <summary>Part of a number with a point, of an address or of a version.</summary>
    private static bool InDecimal(string text, Match m)
    {
        var (before, after) = (m.Index - 1, m.Index + m.Length);
        return before > 0 && text[before] == '.' && char.IsAsciiDigit(text[before - 1])
            || after + 1 < text.Length && text[after] == '.' && char.IsAsciiDigit(text[after + 1]);
    }

    [GeneratedRegex(@"(身份证(?:号码?)?[^0-9\n]{0,6})[1-9][0-9]{14}(?![0-9])", Strict)]
    private static partial Regex OldIdCard();

    [GeneratedRegex(@"((?:微信号[ :：是为=]{0,4}|(?:微信|薇信|v信|加v)[:：是为=]{1,3} ?))[a-z0-9_][a-z0-9_\-]{4,19}", Strict)]
    private static partial Regex NamedWeChat();

    [GeneratedRegex(@"(?<![0-9])[1-9][0-9]{5}([ \-]?)(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])\1[0-9]{3}[0-9x×](?![0-9])", Strict)]
    private static partial Regex StrictIdCard();

    [GeneratedRegex(@"(?<![0-9])(?:\+?86[ \-]?)?1[3-9][0-9](?:[0-9]{8}|([ \-.·])[0-9]{4}\1[0-9]{4})(?![0-9])", Strict)]
    private static partial Regex StrictMobile();
}
