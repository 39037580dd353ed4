using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Monitor.Alerts.Split;

/// <summary>
/// Cuts text to a channel's limit: at the end of a line where one is near, else of a sentence, else at a blank, else between characters as
/// people see them (UAX 29 grapheme clusters), so no surrogate, combining mark or joined emoji is torn. An address, and a markdown link around
/// one, stays whole where it fits a piece at all: half of it would lead nowhere.
/// </summary>
internal static partial class TextSplit
{
    private const string SentenceEnds = "。！？；!?;";

    /// <param name="text">Well-formed; see <see cref="PlainText"/>.</param>
    /// <param name="room">Weight no piece exceeds; at least that of one character.</param>
    /// <param name="weigh">A sum over characters.</param>
    /// <returns>Pieces without blank edges; together they hold every visible character in order.</returns>
    public static IReadOnlyList<string> Cut(string text, int room, Func<string, int> weigh)
    {
        var pieces = new List<string>();
        for (var rest = text.Trim(); rest.Length > 0;)
        {
            var length = Length(rest, room, weigh);
            if (rest[..length].TrimEnd() is { Length: > 0 } piece) pieces.Add(piece);
            rest = rest[length..].TrimStart();
        }

        return pieces;
    }

    /// <summary>The beginning of a line that fits, with an ellipsis where it was cut.</summary>
    public static string Head(string line, int room, Func<string, int> weigh) =>
        weigh(line) <= room ? line : Cut(line, room - weigh("…"), weigh)[0] + "…";

    private static int Length(string text, int room, Func<string, int> weigh)
    {
        var (at, weight, line, sentence, blank) = (0, 0, 0, 0, 0);
        while (at < text.Length)
        {
            var element = Element(text, at, room, weigh);
            weight += weigh(element);
            if (weight > room) return at == 0 ? FirstRunes(element, room, weigh) : Best(at, line, sentence, blank);
            at += element.Length;
            if (element == "\n") line = at;
            else if (element.Length == 1 && SentenceEnds.Contains(element[0])) sentence = at;
            else if (element is " " or "　") blank = at;
        }

        return at;
    }

    private static string Element(string text, int at, int room, Func<string, int> weigh)
    {
        if (text[at] is 'h' or '[' && (at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1])) && Address().Match(text, at) is { Success: true } address && weigh(address.Value) <= room)
            return address.Value;
        return text.Substring(at, StringInfo.GetNextTextElementLength(text, at));
    }

    /// <summary>A break in the first half would cost a message more than it gains in looks.</summary>
    private static int Best(int end, int line, int sentence, int blank) =>
        line > end / 2 ? line : sentence > end / 2 ? sentence : blank > end / 2 ? blank : end;

    /// <summary>One letter under a hundred marks may itself be over the limit; then it is cut between its code points.</summary>
    private static int FirstRunes(string element, int room, Func<string, int> weigh)
    {
        var (at, weight) = (0, 0);
        foreach (var rune in element.EnumerateRunes())
        {
            weight += weigh(rune.ToString());
            if (weight > room) break;
            at += rune.Utf16SequenceLength;
        }

        return at > 0 ? at : throw new ArgumentOutOfRangeException(nameof(room), room, "not even one character fits");
    }

    [GeneratedRegex("""\G(?:\[[^\]\[\n]{1,40}\]\(https?://[!-~]{1,2000}?\)|https?://[!-~]{1,2000})""")]
    private static partial Regex Address();
}
