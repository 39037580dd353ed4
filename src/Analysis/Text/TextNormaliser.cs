using System.Text;

namespace Monitor.Analysis.Text;

/// <summary>Folds a post into the one spelling the models read. Linear in the text; never throws on hostile input.</summary>
internal static class TextNormaliser
{
    internal const char Link = '\uE001';
    internal const char Mention = '\uE002';
    internal const char Number = '\uE003';
    internal const char Masked = '\uE004';
    private const int MaxRepeat = 3;
    private const int LongNumber = 5;

    /// <summary>Width, case, script, spaces, repeats and tricky spellings folded; links, mentions, masks and long numbers become one character each.</summary>
    internal static string Normalise(string text)
    {
        var clean = Evasions.Undo(TraditionalCharacters.Simplify(CharFolding.FoldAll(text, keepLines: false)));
        var output = new StringBuilder(clean.Length);
        for (var i = 0; i < clean.Length;)
        {
            var length = TokenLength(clean, i, out var token);
            if (length > 0)
            {
                Append(output, token);
                i += length;
                continue;
            }

            Append(output, Style(clean[i]));
            i++;
        }

        return output.ToString().Trim();
    }

    private static int TokenLength(string text, int at, out char token)
    {
        var c = text[at];
        token = c switch { 'h' => Link, '@' => Mention, '〔' => Masked, _ => Number };
        if (c == 'h' && IsLink(text, at))
        {
            return Run(text, at, x => x is > ' ' and < '\u007f');
        }

        if (c == '@')
        {
            return Math.Min(31, Run(text, at, x => char.IsLetterOrDigit(x) || x is '_' or '-' or '@'));
        }

        if (c == '〔')
        {
            var end = text.AsSpan(at, Math.Min(8, text.Length - at)).IndexOf('〕');
            return end < 0 ? 0 : end + 1;
        }

        if (!char.IsAsciiDigit(c))
        {
            return 0;
        }

        var digits = Run(text, at, char.IsAsciiDigit);
        return digits >= LongNumber ? digits : 0;
    }

    private static bool IsLink(string text, int at) =>
        text.AsSpan(at).StartsWith("http://", StringComparison.Ordinal) || text.AsSpan(at).StartsWith("https://", StringComparison.Ordinal);

    private static int Run(string text, int at, Func<char, bool> belongs)
    {
        var end = at;
        while (end < text.Length && belongs(text[end]))
        {
            end++;
        }

        return end - at;
    }

    // Brackets and hashes mark news accounts in the public corpora, not rumour; a model must not live on them.
    private static char Style(char c) => c is '【' or '】' or '#' or '「' or '」' or '『' or '』' or '"' or '“' or '”' or '|' ? ' ' : c;

    private static void Append(StringBuilder output, char c)
    {
        var n = output.Length;
        if (c == ' ' && (n == 0 || output[n - 1] == ' '))
        {
            return;
        }

        if (n >= MaxRepeat && output[n - 1] == c && output[n - 2] == c && output[n - 3] == c)
        {
            return;
        }

        output.Append(c);
    }
}
