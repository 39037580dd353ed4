using System.Text;

namespace Monitor.Alerts.Split;

/// <summary>Text every channel can carry: well-formed, lines end in \n, no other control characters.</summary>
internal static class PlainText
{
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        // A lone surrogate is enumerated as U+FFFD; it could not be encoded.
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
            if (!Rune.IsControl(rune) || rune.Value is '\n' or '\t') plain.Append(rune.ToString());
        return plain.ToString();
    }

    /// <summary>The same in one line: a title from a stranger's post must not start a line of its own.</summary>
    public static string Line(string text) => string.Join(' ', Of(text).Split(['\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
