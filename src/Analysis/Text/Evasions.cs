using System.Text;

namespace Monitor.Analysis.Text;

/// <summary>
/// Undoes the spellings that keep a word from filters: a mark set between two Chinese characters (答*案, 泄．题), a character taken apart
/// (亻弋考), Latin stand-ins (答an, gk真题). Whole and linear; a text without such tricks is returned as it is.
/// </summary>
internal static class Evasions
{
    private const string Wedges = "*·•.|_^~`'/\\-=+×✕丨";

    private static readonly (string From, string To)[] Rewritten =
    [
        ("亻弋", "代"), ("氵世", "泄"), ("⺡世", "泄"), ("讠式", "试"), ("弓虽", "强"), ("钅戋", "钱"), ("讠正", "证"),
        ("⺮合", "答"), ("扌甬", "捅"), ("辶寸", "过"), ("彳导", "得"),
        ("薇信", "微信"), ("徽信", "微信"), ("维信", "微信"), ("卫星号", "微信号"), ("v信", "微信"), ("扣扣", "qq"), ("抠抠", "qq"), ("企鹅群", "qq群"), ("企鹅号", "qq号"), ("企鹅裙", "qq群"),
        ("家裙", "加群"), ("进裙", "进群"), ("加裙", "加群"), ("扣裙", "q群"), ("撕聊", "私聊"), ("思聊", "私聊"), ("丝聊", "私聊"), ("滴窝", "滴我"),
        ("答an", "答案"), ("da案", "答案"), ("d案", "答案"), ("答桉", "答案"), ("答按", "答案"), ("真ti", "真题"), ("泄ti", "泄题"), ("xie题", "泄题"), ("押ti", "押题"),
        ("dai考", "代考"), ("代kao", "代考"), ("替kao", "替考"), ("ti考", "替考"), ("高kao", "高考"), ("gao考", "高考"), ("中kao", "中考"), ("zhong考", "中考"), ("作bi", "作弊"), ("zuo弊", "作弊"), ("改fen", "改分"), ("gai分", "改分"), ("保lu", "保录"), ("bao录", "保录"),
    ];

    /// <summary>Abbreviations of their first letters; only where no other letter or digit touches them.</summary>
    private static readonly (string From, string To)[] Initials =
    [
        ("gk", "高考"), ("zk", "中考"), ("dk", "代考"), ("vx", "微信"), ("wx", "微信"),
    ];

    /// <param name="text">Folded text: plain width, lower case.</param>
    internal static string Undo(string text)
    {
        var joined = Join(text);
        foreach (var (from, to) in Rewritten)
        {
            if (joined.Contains(from, StringComparison.Ordinal)) joined = joined.Replace(from, to, StringComparison.Ordinal);
        }

        foreach (var (from, to) in Initials) joined = Spell(joined, from, to);
        return joined;
    }

    /// <summary>Drops a single mark between two Chinese characters, and single blanks where several characters in a row stand alone (卖 答 案).</summary>
    private static string Join(string text)
    {
        StringBuilder? output = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (Wedged(text, i) || Spaced(text, i))
            {
                output ??= new StringBuilder(text, 0, i, text.Length);
                continue;
            }

            output?.Append(text[i]);
        }

        return output?.ToString() ?? text;
    }

    private static bool Wedged(string text, int at) =>
        at > 0 && at + 1 < text.Length && Wedges.Contains(text[at], StringComparison.Ordinal) && IsHan(text[at - 1]) && IsHan(text[at + 1]);

    private static bool Spaced(string text, int at) =>
        text[at] == ' ' && Alone(text, at - 1) && Alone(text, at + 1) && (Alone(text, at - 3) || Alone(text, at + 3));

    /// <summary>A Chinese character with a blank or an end on both sides.</summary>
    private static bool Alone(string text, int at) =>
        at >= 0 && at < text.Length && IsHan(text[at]) && (at == 0 || text[at - 1] == ' ') && (at + 1 == text.Length || text[at + 1] == ' ');

    private static string Spell(string text, string from, string to)
    {
        StringBuilder? output = null;
        var copied = 0;
        for (var at = text.IndexOf(from, StringComparison.Ordinal); at >= 0; at = text.IndexOf(from, at + from.Length, StringComparison.Ordinal))
        {
            if (!StandsFor(text, at, at + from.Length)) continue;
            output = (output ?? new StringBuilder(text.Length + 16)).Append(text, copied, at - copied).Append(to);
            copied = at + from.Length;
        }

        return output is null ? text : output.Append(text, copied, text.Length - copied).ToString();
    }

    private static bool StandsFor(string text, int from, int end)
    {
        var before = from > 0 ? text[from - 1] : ' ';
        var after = end < text.Length ? text[end] : ' ';
        return !char.IsAsciiLetterOrDigit(before) && !char.IsAsciiLetterOrDigit(after) && (IsHan(before) || IsHan(after));
    }

    private static bool IsHan(char c) => c is >= '\u4E00' and <= '\u9FFF';
}
