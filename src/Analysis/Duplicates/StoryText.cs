using Monitor.Analysis.Text;

namespace Monitor.Analysis.Duplicates;

/// <summary>
/// What of a post says the story: repost chains, links, mentions, hashtags, emoticons and punctuation carry no news and
/// differ between copies, so they go before hashing. Digit runs of five or more (contacts, prices by the phone) become one mark.
/// </summary>
internal static class StoryText
{
    /// <summary>Shorter than this, texts fold only when equal.</summary>
    public const int ShortText = 8;

    private const int LongDigits = 5;
    private static readonly string[] Prefixes = ["转发微博", "转发了", "转发", "转载", "转自", "转：", "转:", "RT "];
    private static readonly string[] Denials = ["辟谣", "谣言", "不实", "勿信", "假消息", "虚假信息", "不信谣"];

    public static string Normalise(string text)
    {
        var origin = Strip(Unstamped(Origin(text)), keepTags: false);
        if (origin.Length >= ShortText) return origin;
        var whole = Strip(text, keepTags: false);
        return whole.Length > 0 ? whole : Strip(text, keepTags: true);
    }

    /// <summary>A denial quotes the rumour nearly word for word, yet is another story.</summary>
    public static bool Denies(string normalised)
    {
        foreach (var word in Denials)
        {
            if (normalised.Contains(word, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    /// <summary>In "comment //@b:comment //@a:original" the last link is what is being spread.</summary>
    private static ReadOnlySpan<char> Origin(string text)
    {
        var at = text.LastIndexOf("//@", StringComparison.Ordinal);
        if (at < 0) return text;
        var colon = text.AsSpan(at).IndexOfAny(':', '：');
        return colon is > 0 and < 40 ? text.AsSpan(at + colon + 1) : text;
    }

    /// <summary>Without the place a phone adds at the end ("... 2苏州·甪直镇", the digit a pin): it says where the writer was.</summary>
    private static ReadOnlySpan<char> Unstamped(ReadOnlySpan<char> text)
    {
        var dot = text.LastIndexOf('·');
        if (dot < 2 || text.Length - dot > 14) return text;
        foreach (var c in text[(dot + 1)..])
        {
            if (!char.IsLetterOrDigit(c)) return text;
        }

        var start = dot;
        while (start > 0 && dot - start < 4 && text[start - 1] is >= '一' and <= '\u9fff') start--;
        if (dot - start is < 2 or > 3 || start == 0) return text;
        return text[start - 1] == '2' ? text[..(start - 1)] : char.IsLetterOrDigit(text[start - 1]) ? text : text[..start];
    }

    private static string Strip(ReadOnlySpan<char> text, bool keepTags)
    {
        var buffer = text.Length <= 1024 ? stackalloc char[text.Length] : new char[text.Length];
        var length = 0;
        var digits = 0;
        for (var i = SkipPrefix(text); i < text.Length;)
        {
            var skip = Noise(text[i..], keepTags);
            if (skip > 0)
            {
                i += skip;
                digits = 0;
                continue;
            }

            var c = Fold(text[i++]);
            if (!char.IsLetterOrDigit(c)) continue;
            digits = char.IsAsciiDigit(c) ? digits + 1 : 0;
            buffer[length++] = c;
            if (digits == LongDigits) buffer[(length -= LongDigits - 1) - 1] = '0';
            else if (digits > LongDigits) length--;
        }

        return new string(buffer[..length]);
    }

    private static int SkipPrefix(ReadOnlySpan<char> text)
    {
        var start = text.Length - text.TrimStart().Length;
        foreach (var prefix in Prefixes)
        {
            if (text[start..].StartsWith(prefix, StringComparison.Ordinal)) return start + prefix.Length;
        }

        return start;
    }

    /// <summary>Length of a link, mention, hashtag, emoticon or emoji that starts here; 0 when none does.</summary>
    private static int Noise(ReadOnlySpan<char> rest, bool keepTags) => rest[0] switch
    {
        'h' or 'H' when rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase) => Link(rest),
        'w' when rest.StartsWith("www.", StringComparison.Ordinal) => Link(rest),
        '#' when !keepTags => Closed(rest, '#', 60),
        '[' => Closed(rest, ']', 10),
        '@' => Mention(rest),
        var c when char.IsHighSurrogate(c) => Math.Min(2, rest.Length),
        _ => 0,
    };

    private static int Link(ReadOnlySpan<char> rest)
    {
        var end = 0;
        while (end < rest.Length && rest[end] is > ' ' and < '\u007f') end++;
        return end;
    }

    private static int Closed(ReadOnlySpan<char> rest, char close, int limit)
    {
        var end = rest[1..Math.Min(rest.Length, limit)].IndexOf(close);
        return end < 0 ? 0 : end + 2;
    }

    private static int Mention(ReadOnlySpan<char> rest)
    {
        var end = rest[..Math.Min(rest.Length, 24)].IndexOfAny(" \t\r\n:：,，".AsSpan());
        return end < 0 ? 1 : end;
    }

    private static char Fold(char c)
    {
        if (c is >= '\uff01' and <= '\uff5e') c = (char)(c - 0xfee0);
        return c < '\u0080' ? char.ToLowerInvariant(c) : TraditionalCharacters.Simplify(char.ToLowerInvariant(c));
    }
}
