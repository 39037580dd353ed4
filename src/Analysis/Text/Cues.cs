using System.Buffers;

namespace Monitor.Analysis.Text;

/// <summary>A family of words that says how a post speaks, not what about.</summary>
internal sealed record Cue(int Bit, string Name, string Label, string[] Words)
{
    private readonly SearchValues<string> _words = SearchValues.Create(Words, StringComparison.Ordinal);

    /// <summary>The first of its words in the text, for a reason a reader can check.</summary>
    internal string? Found(string text)
    {
        var at = text.AsSpan().IndexOfAny(_words);
        return at < 0 ? null : Words.Where(w => text.AsSpan(at).StartsWith(w, StringComparison.Ordinal)).MaxBy(w => w.Length);
    }
}

/// <summary>The closed list of cues; their bits are part of the model format, so only append.</summary>
internal static class Cues
{
    internal const int Capacity = 32;

    internal static readonly Cue Hearsay = new(0, "hearsay", "道听途说", ["听说", "据说", "有人说", "听人说", "朋友说", "亲戚说", "同学说", "传言", "都在传", "群里说", "群里传", "群里有人", "传疯了", "小道消息", "听我", "听谁", "说是", "据传", "有传", "爆料", "网传", "疯传", "听老师说", "说漏嘴"]);
    internal static readonly Cue Inside = new(1, "inside", "内部消息", ["内部消息", "内部渠道", "内部人士", "内部名额", "内部指标", "内部关系", "内部资料", "内部系统", "里面的人", "里面有人", "有关系", "有路子", "命题组", "阅卷组", "出题组", "知情人", "消息人士", "可靠消息", "保密版", "绝密", "渠道", "后台", "押中", "一手消息"]);
    internal static readonly Cue Offer = new(2, "offer", "兜售", ["出售", "代考", "替考价", "包过", "包录取", "包上", "保录", "加微", "加v", "加q", "加我", "私聊", "私信我", "价格", "先付", "付定金", "定金", "付款", "先到先得", "限量", "限额", "名额有限", "出答案", "有答案", "真题答案", "原题", "改分", "提分不成功", "不过退款", "不成功不收", "考后付", "事成", "可验货", "有意者", "低价", "一口价", "有需要的", "需要的联系", "扫码进群", "进群", "代办", "转让", "办理", "团购", "接单", "报价", "打包价", "招代理", "+v", "+q", "➕", "滴滴我", "dd我", "戳我"]);
    internal static readonly Cue Urgency = new(3, "urgency", "催促转发", ["速转", "扩散", "快转", "转发", "转起来", "赶紧", "赶快", "马上删", "看到就转", "告诉身边", "速看", "紧急", "速删", "速存", "快看", "互相转告", "相互转告", "别外传", "抓紧", "删前", "保命", "为了孩子"]);
    internal static readonly Cue Official = new(4, "official", "具名官方", ["教育考试院", "教育局", "教育厅", "教育部", "招生办", "招考办", "考试中心", "公安局", "警方", "网警", "官方微博", "官网", "官方网站", "新闻办", "网信办", "通告", "公告"]);
    internal static readonly Cue Question = new(5, "question", "提问", ["?", "请问", "求问", "有没有人", "吗", "怎么办", "是不是真的", "真的假的", "求解答", "求助", "有谁知道", "咋办"]);
    internal static readonly Cue Rebuttal = new(6, "rebuttal", "辟谣", ["辟谣", "不实", "谣言", "假的", "不信谣", "不传谣", "造谣", "别信", "勿信", "骗人的", "骗局", "澄清", "假消息", "误传", "系伪造", "误读", "并非", "没有的事", "从未", "纯属", "p图", "ps的", "切勿", "谨防", "警惕", "提醒", "别再传", "别传"]);
    internal static readonly Cue FirstHand = new(7, "firsthand", "亲历", ["我今天", "我们考场", "我们班", "我家孩子", "我儿子", "我女儿", "我刚", "刚考完", "我考", "我昨天", "我妈", "我爸", "我弟", "我妹", "我娃", "我们考点", "我们学校", "我旁边", "坐我", "我的", "我在"]);
    internal static readonly Cue Exam = new(8, "exam", "考试词", ["高考", "中考", "考生", "考场", "考点", "准考证", "志愿", "录取", "分数线", "查分", "出分", "答题卡", "监考", "阅卷", "真题", "押题", "模考", "一模", "二模", "高三", "初三", "招生", "考试院", "作文题", "状元", "听力", "估分", "选科", "学籍", "英语卷", "数学卷", "卷子", "报名系统", "填报", "投档", "批次线", "强基", "特控线", "升学", "中招"]);
    internal static readonly Cue CoverUp = new(9, "coverup", "称被隐瞒", ["压着", "不让说", "不敢报", "封口", "捂着", "被压", "不公布", "被带走", "被抓", "连夜", "瞒着", "封锁", "黑幕", "内幕", "真相", "打点", "暗箱", "保密协议", "删帖", "刚发出来", "被删", "掉包", "调包"]);
    internal static readonly Cue Joke = new(10, "joke", "玩笑", ["哈哈", "狗头", "笑死", "doge", "手动", "梗", "段子", "建议改成", "笑不活", "救命", "绷不住", "手滑", "梦见", "梦到", "开玩笑", "hhh"]);
    internal static readonly Cue Opinion = new(11, "opinion", "表态", ["我觉得", "觉得", "希望", "建议", "应该", "凭什么", "支持", "真心", "太难", "难受", "加油", "感谢", "谢谢", "祝", "点赞", "辛苦", "呼吁", "受不了", "心疼"]);
    internal static readonly Cue Certain = new(12, "certain", "言之凿凿", ["已经定了", "定了", "确认了", "实锤", "板上钉钉", "千真万确", "百分百", "100%", "全部", "一律", "取消", "最后一届", "作废", "重考", "统一加", "今年起", "泄露", "泄题", "提前", "改了", "不再"]);
    internal static readonly Cue Notice = new(13, "notice", "公文", ["现将", "请广大考生", "请考生", "特此", "咨询电话", "详见", "届时", "规定如下", "事项", "考生须", "凭准考证", "可登录", "请于", "工作日", "按照规定", "监督电话", "举报电话", "开通", "本报讯", "记者从", "日前"]);
    internal static readonly Cue Advice = new(14, "advice", "建议", ["记得", "千万别", "一定要", "注意", "小贴士", "攻略", "经验", "提前准备", "别忘", "不要带", "建议大家", "姐妹们", "过来人", "可以先", "最好"]);
    internal static readonly Cue Masked = new(15, "contact", "留有联系方式", [TextNormaliser.Masked.ToString(), "微信", "vx", "qq", "薇信", "扣扣", "电报", "飞机群"]);

    internal static IReadOnlyList<Cue> All { get; } =
    [
        Hearsay, Inside, Offer, Urgency, Official, Question, Rebuttal, FirstHand,
        Exam, CoverUp, Joke, Opinion, Certain, Notice, Advice, Masked,
    ];

    private static readonly WordTable Words = new(All.SelectMany(c => c.Words.Select(w => (w, c.Bit))));

    internal static uint Find(ReadOnlySpan<char> text)
    {
        Span<bool> found = stackalloc bool[Capacity];
        found.Clear();
        Words.Find(text, found);
        uint bits = 0;
        for (var bit = 0; bit < Capacity; bit++)
        {
            if (found[bit]) bits |= 1u << bit;
        }

        return bits;
    }

    internal static bool Has(this FeatureBuffer buffer, Cue cue) => (buffer.CueBits & (1u << cue.Bit)) != 0;
}
