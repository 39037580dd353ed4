using System.Globalization;

namespace Monitor.Bench.Season;

/// <summary>Something that happened and stood in the headlines of that season, found by any of its words within two days of its first headline.</summary>
internal sealed record Incident(DateTimeOffset At, string What, params string[] Words)
{
    public static IReadOnlyList<Incident> All { get; } =
    [
        Of("2021-06-08 11:15", "a photographed maths paper is uploaded from an exam room (Hubei)", "上传高考", "拍题作弊", "手机拍摄试卷", "手机作弊"),
        Of("2021-06-08 16:08", "an exam room's bell rings three minutes early (Fuzhou)", "提前三分钟打铃"),
        Of("2021-06-08 07:37", "rumour: no entry with metal braces (Cangzhou); denied the next day", "牙套"),
        Of("2021-06-14 21:17", "the middle school exam is put off to July (Guangzhou)", "中考延期"),
        Of("2021-07-10 10:25", "a schoolmate's application choices are changed by another", "篡改同学高考志愿"),
        Of("2022-06-07 21:26", "maths paper said to be leaked (Gansu); no leak, one cheater, found overnight", "泄题", "泄露高考题", "高考题疑泄露", "数学作弊"),
        Of("2022-06-07 21:34", "rumour: stand-ins at the maths exam (Hubei); denied at once", "枪手代答", "请人代答"),
        Of("2022-06-14 15:15", "three points off for children of petitioners (Luoyang)", "无访社区"),
        Of("2022-06-21 16:26", "rumours of mean maths marks (Jiangsu, Fujian); denied", "数学均分", "数学平均分37"),
        Of("2022-06-28 21:38", "rumour: marking errors in geography (Liaoning); answered", "地理疑现"),
        Of("2022-06-29 17:17", "a physics mark is disputed (Changchun)", "质疑物理成绩"),
        Of("2022-06-29 23:48", "rumour: 0 in English, 533 in all (Jiangsu); denied", "英语0分"),
        Of("2023-06-08 16:16", "let in 37 minutes late (Jiangxi)", "迟到37分"),
        Of("2023-06-08 18:03", "the pens handed out do not write (Henan)", "统一配笔"),
        Of("2023-06-08 22:12", "English listening could not be heard (Anhui)", "听力听不清"),
        Of("2023-07-05 11:29", "a schoolmate's application choices are changed by another (Jingzhou)", "篡改同学高考志愿", "志愿被篡改"),
    ];

    public bool Explains(DateTimeOffset at, string words) =>
        at >= At.AddHours(-1) && at <= At.AddDays(2) && Words.Any(w => words.Contains(w, StringComparison.Ordinal));

    private static Incident Of(string at, string what, params string[] words) =>
        new(new DateTimeOffset(DateTime.Parse(at, CultureInfo.InvariantCulture), TimeSpan.FromHours(8)), what, words);
}
