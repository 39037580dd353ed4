using System.Text.RegularExpressions;

namespace Monitor.Collectors.Articles;

/// <summary>A title cut where one of its separators stands.</summary>
internal sealed partial record TitleCut
{
    public TitleCut(string head, string between, string tail)
    {
        (Head, Separator, Tail) = (head, between.Trim(), tail);
        var apart = between.Length > Separator.Length + 1 || IsWide(head[^1]) || IsWide(tail[0]) || IsHost(tail);
        IsPlain = Separator is "|" or "｜" or "丨" or "•" or "::" || (apart && Separator is not (":" or "：" or "——" or ""));
    }

    public string Head { get; }

    /// <summary>Without the white space around it; empty when it is nothing else.</summary>
    public string Separator { get; }

    public string Tail { get; }

    /// <summary>Whether the separator by itself parts a headline from names; a colon, a space or a tight hyphen as often stands within it.</summary>
    public bool IsPlain { get; }

    /// <summary>Of the scripts that are written without spaces.</summary>
    public static bool IsWide(char c) => c >= '\u2E80';

    public static bool IsHost(string text) => Host().IsMatch(text);

    [GeneratedRegex("^[\\w-]{2,}(?:\\.[\\w-]{2,}){1,3}$")]
    private static partial Regex Host();
}
