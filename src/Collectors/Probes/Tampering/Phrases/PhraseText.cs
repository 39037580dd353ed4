using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Monitor.Collectors.Probes.Tampering.Phrases;

/// <summary>A phrase in the two spellings that rules read, whatever was done to hide it: entities, width, case, script, invisible and spacing signs.</summary>
/// <param name="Light">With its punctuation, without white space.</param>
/// <param name="Bare">Letters, digits and a few pictures only.</param>
internal sealed partial record PhraseText(string Light, string Bare)
{
    /// <summary>Longer ones are descriptions; what they sell stands at their beginning.</summary>
    public const int Longest = 400;

    private const string Pictures = "✅⚽💸🎰★●";
    private const string Traditional = "體國門資網歐開戶樂魚證報頁錄註冊載裝亞無碼視頻線觀產韓電遊戲賭場彩買龍發會區號獎馬獨澳葡豪運動競賽戰費圖庫準確內際實聯繫務員關於應錢幣軟歡請進優禮條導";
    private const string Simplified = "体国门资网欧开户乐鱼证报页录注册载装亚无码视频线观产韩电游戏赌场彩买龙发会区号奖马独澳葡豪运动竞赛战费图库准确内际实联系务员关于应钱币软欢请进优礼条导";

    /// <summary>Letters of other scripts that look like Latin ones.</summary>
    private const string Alike = "аеорсухі∨αοк";
    private const string Latin = "aeopcyxivaok";

    private static readonly Dictionary<char, char> Folded = Pairs();

    public static PhraseText Of(string phrase)
    {
        if (phrase.Length > 2 * Longest) phrase = phrase[..(2 * Longest)];
        // Entities are decoded twice: some are encoded twice, so that a first look sees harmless signs.
        var text = WebUtility.HtmlDecode(WebUtility.HtmlDecode(LostEntity().Replace(phrase, "&#$1;")));
        var folded = Fold(text).ToLowerInvariant();
        var (light, bare) = (new StringBuilder(folded.Length), new StringBuilder(folded.Length));
        foreach (var rune in folded.EnumerateRunes())
        {
            if (Invisible(Rune.GetUnicodeCategory(rune))) continue;
            var sign = rune.IsBmp && Folded.TryGetValue((char)rune.Value, out var plain) ? plain.ToString() : rune.ToString();
            light.Append(sign);
            if (Rune.IsLetterOrDigit(rune) || sign == "v" || Pictures.Contains(sign, StringComparison.Ordinal)) bare.Append(sign);
        }

        return new(Cut(light), Cut(bare));
    }

    private static string Fold(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            // Half of a surrogate pair: a page may hold anything.
            return new string([.. text.Where(c => !char.IsSurrogate(c))]).Normalize(NormalizationForm.FormKC);
        }
    }

    private static string Cut(StringBuilder text) => text.Length > Longest ? text.ToString(0, Longest) : text.ToString();

    private static bool Invisible(UnicodeCategory category) => category is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
        or UnicodeCategory.Control or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse;

    private static Dictionary<char, char> Pairs()
    {
        var pairs = new Dictionary<char, char>();
        foreach (var (from, to) in Traditional.Zip(Simplified).Concat(Alike.Zip(Latin))) pairs[from] = to;
        return pairs;
    }

    /// <summary>An entity whose first sign a wrong charset has eaten.</summary>
    [GeneratedRegex("(?<!&)#([0-9]{4,5});")]
    private static partial Regex LostEntity();
}
