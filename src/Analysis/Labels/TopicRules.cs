using System.Buffers;
using Monitor.Analysis.Text;
using T = Monitor.Core.Judgements.Topics;

namespace Monitor.Analysis.Labels;

/// <summary>Topics by keyword, most specific family first: a second voice beside the model, and the only one on words newer than it.</summary>
internal static class TopicRules
{
    private static readonly (string Topic, SearchValues<string> Words)[] Families =
    [
        Family(T.PaperLeak, "泄题", "泄露", "漏题", "押中", "原题", "真题答案", "绝密", "保密版", "命题组", "提前看到", "卷子流出", "试卷丢", "答案卖"),
        Family(T.Cheating, "作弊", "替考", "代考", "抄袭", "小抄", "传答案", "耳机", "打点", "枪手", "橡皮答案", "屏蔽仪"),
        Family(T.SystemOutage, "打不开", "登不上", "登录不", "崩了", "崩溃", "卡死", "进不去", "验证码", "转圈", "404", "502", "服务器", "刷不出", "闪退", "白屏", "报错", "500错误", "错误500", "一直500", "系统挂", "登不进", "网页挂", "网站挂", "系统崩", "加载不出"),
        Family(T.Fraud, "诈骗", "骗子", "被骗", "包录取", "保录", "内部指标", "内部名额", "改分", "钓鱼", "补录名额", "点招", "交钱", "定金", "一口价", "假通知书"),
        Family(T.Hype, "状元", "喜报", "屏蔽生", "升学率", "炒作", "横幅", "清北"),
        Family(T.StudentWellbeing, "跳楼", "轻生", "抑郁", "焦虑", "失眠", "猝死", "崩溃大哭", "压力", "不想活", "自杀", "心理"),
        Family(T.ExamOrder, "噪音", "施工", "堵车", "暴雨", "停电", "空调", "考点外", "食堂", "中毒", "交通", "鸣笛", "广场舞", "疫情", "台风", "高温"),
        Family(T.PolicyMisreading, "取消中考", "取消", "新规", "政策", "加分", "今年起", "最后一届", "普职", "延期", "提前", "改革", "重考", "户籍"),
        Family(T.Admission, "录取", "志愿", "投档", "分数线", "通知书", "征集", "招生", "调剂", "滑档", "批次"),
        Family(T.Praise, "感谢", "谢谢", "点赞", "致敬", "加油", "辛苦", "暖心", "感动", "祝"),
    ];

    internal static IReadOnlyList<string> Found(FeatureBuffer buffer)
    {
        var found = new List<string>(3);
        foreach (var (topic, words) in Families)
        {
            if (found.Count < 3 && buffer.Text.AsSpan().ContainsAny(words))
            {
                found.Add(topic);
            }
        }

        return found;
    }

    internal static double Relevance(FeatureBuffer buffer, IReadOnlyList<string> topics) =>
        buffer.Has(Cues.Exam) ? topics[0] == T.OtherExam ? 0.8 : 0.95 : topics[0] == T.OffTopic ? 0.05 : 0.6;

    private static (string Topic, SearchValues<string> Words) Family(string topic, params string[] words) =>
        (topic, SearchValues.Create(words, StringComparison.Ordinal));
}
