using System.Text;

namespace Monitor.Analysis.Text;

/// <summary>
/// The compatibility folds (NFKC) that matter in posts, character by character: full width, enclosed digits, odd spaces.
/// Done by hand because the normaliser of an invariant-globalization process depends on the platform and throws on lone surrogates.
/// </summary>
internal static class CharFolding
{
    /// <summary>Folds every character, lower-cases, and drops invisible characters and lone surrogates.</summary>
    internal static string FoldAll(string text, bool keepLines)
    {
        var output = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsSurrogate(c))
            {
                if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                {
                    AppendPair(output, c, text[++i]);
                }

                continue;
            }

            if (IsInvisible(c))
            {
                continue;
            }

            output.Append(keepLines && c == '\n' ? c : Fold(c));
        }

        return output.ToString();
    }

    /// <summary>One character in its plain spelling.</summary>
    internal static char Fold(char c) => c switch
    {
        >= 'A' and <= 'Z' => (char)(c | 0x20),
        < '\u0080' => c < ' ' ? ' ' : c,
        >= '\uFF21' and <= '\uFF3A' => (char)(c - 0xFEE0 + 0x20),
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        >= '①' and <= '⑨' => (char)('1' + (c - '①')),
        >= '❶' and <= '❾' => (char)('1' + (c - '❶')),
        >= '⑴' and <= '⑼' => (char)('1' + (c - '⑴')),
        '⓪' or '⓿' or '〇' => '0',
        '\u00A0' or '\u3000' or '\u2028' or '\u2029' => ' ',
        >= '\u2000' and <= '\u200A' => ' ',
        _ => char.IsControl(c) ? ' ' : char.ToLowerInvariant(c),
    };

    /// <summary>Zero-width, bidi control, variation selector, soft hyphen, keycap: nothing a reader sees.</summary>
    internal static bool IsInvisible(char c) => c is '\u00AD' or '\uFEFF' or '\u20E3' or '\u180E'
        or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u206F') or (>= '\uFE00' and <= '\uFE0F');

    // Mathematical digits (U+1D7CE..1D7FF) are a known way round number filters.
    private static void AppendPair(StringBuilder output, char high, char low)
    {
        var code = char.ConvertToUtf32(high, low);
        if (code is >= 0x1D7CE and <= 0x1D7FF)
        {
            output.Append((char)('0' + ((code - 0x1D7CE) % 10)));
            return;
        }

        output.Append(high).Append(low);
    }
}
