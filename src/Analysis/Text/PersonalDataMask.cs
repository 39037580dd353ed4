using System.Text.RegularExpressions;

namespace Monitor.Analysis.Text;

/// <summary>Replaces personal numbers and addresses by tokens such as 〔手机号〕. Public hotlines stay. Linear time.</summary>
public static partial class PersonalDataMask
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>The text with personal data masked; other characters are untouched except full-width digits and invisible characters.</summary>
    public static string Mask(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = Plain(text);
        plain = Email().Replace(plain, "〔邮箱〕");
        plain = Candidate().Replace(plain, m => m.Groups[1].Value + "〔准考证〕");
        plain = Twice(IdCard(), plain, "〔身份证〕");
        plain = WeChat().Replace(plain, m => m.Groups[1].Value + "〔微信〕");
        plain = Qq().Replace(plain, m => m.Groups[1].Value + "〔QQ〕");
        plain = Twice(Mobile(), plain, "〔手机号〕");
        return Twice(LongRun(), plain, "〔号码〕");
    }

    /// <summary>An address keeps its long ids, without which the link would lead nowhere; phones, ID cards and e-mails go.</summary>
    public static string MaskUrl(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return Twice(Mobile(), Twice(IdCard(), Email().Replace(url, "〔邮箱〕"), "〔身份证〕"), "〔手机号〕");
    }

    /// <summary>A match takes the one character that parts it from its neighbour, so a neighbouring number needs a second pass.</summary>
    private static string Twice(Regex pattern, string text, string mark)
    {
        var once = pattern.Replace(text, m => m.Groups[1].Value + mark + m.Groups[3].Value);
        return pattern.Replace(once, m => m.Groups[1].Value + mark + m.Groups[3].Value);
    }

    private static string Plain(string text)
    {
        var output = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsSurrogate(c))
            {
                if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                {
                    output.Append(c).Append(text[++i]);
                }
            }
            else if (!CharFolding.IsInvisible(c))
            {
                var folded = CharFolding.Fold(c);
                output.Append(char.IsAsciiDigit(folded) && c != '〇' ? folded : c);
            }
        }

        return output.ToString();
    }

    [GeneratedRegex(@"[a-z0-9._%+\-]{1,64}(@|＠)[a-z0-9\-]{1,63}(\.[a-z0-9\-]{1,63}){1,4}", Linear)]
    private static partial Regex Email();

    [GeneratedRegex(@"((?:准考证|考生号|考号|报名号|报名序号)(?:号码?)?[^0-9\n]{0,6})[a-z]?[0-9]{8,18}", Linear)]
    private static partial Regex Candidate();

    [GeneratedRegex(@"(^|[^0-9])([1-9][0-9]{5}[ \-]?(?:(?:19|20)[0-9]{2}[ \-]?(?:0[1-9]|1[0-2])[ \-]?(?:0[1-9]|[12][0-9]|3[01])[ \-]?[0-9]{3}[0-9xX×]|[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}))([^0-9]|$)", Linear)]
    private static partial Regex IdCard();

    [GeneratedRegex(@"((?:微信号?|v信|薇信|威信|徽信|vx|wx|wechat|加v|\+v)[ :：是为➕+\-=]{0,4})[a-z0-9_][a-z0-9_\-]{4,19}", Linear)]
    private static partial Regex WeChat();

    [GeneratedRegex(@"((?:q ?q|扣扣|企鹅号?|加q|\+q|抠抠|球球)(?:号|群)?[ :：是为➕+\-=]{0,4})[1-9](?:[ \-]?[0-9]){4,11}", Linear)]
    private static partial Regex Qq();

    [GeneratedRegex(@"(^|[^0-9])((?:\+?86[ \-]?)?1[ \-.·]?[3-9](?:[ \-.·]{0,2}[0-9]){9})([^0-9]|$)", Linear)]
    private static partial Regex Mobile();

    [GeneratedRegex(@"(^|[^0-9])([0-9](?:[ \-]?[0-9]){13,20})([^0-9]|$)", Linear)]
    private static partial Regex LongRun();
}
