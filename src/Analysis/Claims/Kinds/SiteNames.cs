using Monitor.Analysis.Claims.Reading;

namespace Monitor.Analysis.Claims.Kinds;

/// <summary>Names of schools and exam sites: what stands before 中学, 考点 and the like, back to a word that cannot be part of a name.</summary>
internal static class SiteNames
{
    private const int Longest = 12;

    public static IEnumerable<Word> Words { get; } =
        CommonWords.Plain(Tag.School, "中学", "一中学", "二中学", "三中学", "四中学", "五中学", "六中学", "七中学", "八中学", "一中", "二中", "三中", "四中", "五中", "六中", "七中", "八中", "高中", "初中", "小学", "学校", "附中", "考点", "考场", "校区", "大学", "学院", "外国语", "实验", "职高", "考区");

    private static readonly string[] Stops =
        ["听说", "据说", "网传", "有人", "今天", "昨天", "今年", "上午", "下午", "刚刚", "我们那", "因为", "由于", "关于", "改到", "换到", "改在", "调整到", "调整至", "调整为", "迁到", "搬到", "设在", "改为", "变更为", "移到", "高考", "中考", "就在", "出现", "发生", "进入", "带入", "带进", "混进", "群里", "个", "某个", "网友"];

    /// <summary>Where the name that ends with this word begins.</summary>
    public static int StartOf(ReadOnlySpan<char> text, int from, Hit suffix)
    {
        var at = suffix.Start;
        while (at > from && suffix.Start - at < Longest && IsNamePart(text[at - 1])) at--;
        foreach (var stop in Stops)
        {
            var cut = text[at..suffix.Start].LastIndexOf(stop);
            if (cut >= 0) at += cut + stop.Length;
        }

        return at;
    }

    private static bool IsNamePart(char c) => (char.IsAsciiLetterOrDigit(c) || c is >= '\u4e00' and <= '\u9fff')
        && c is not ('在' or '的' or '了' or '说' or '是' or '和' or '有' or '把' or '被' or '到' or '从' or '去' or '跟' or '给' or '让' or '问' or '看' or '考' or '于' or '为' or '至' or '称');
}
