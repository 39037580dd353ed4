using Monitor.Core.Judgements;
using static Monitor.Host.Board.Speech.Tongue;

namespace Monitor.Host.Board.Markup;

/// <summary>What people read for the stored words: topics, forms, platforms, phases, kinds of reason. Unknown words are shown as they are.</summary>
internal static class Terms
{
    internal static readonly IReadOnlyDictionary<string, string> Known = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Topics.PaperLeak] = "泄题",
        [Topics.Cheating] = "作弊",
        [Topics.SystemOutage] = "系统故障",
        [Topics.Fraud] = "诈骗",
        [Topics.PolicyMisreading] = "政策误读",
        [Topics.Hype] = "炒作",
        [Topics.StudentWellbeing] = "考生身心",
        [Topics.ExamOrder] = "考试秩序",
        [Topics.Admission] = "招生录取",
        [Topics.Praise] = "正面",
        [Topics.OtherExam] = "其他考试话题",
        [Topics.OffTopic] = "无关",
        ["claim"] = "断言",
        ["hearsay"] = "转述",
        ["sales_offer"] = "兜售",
        ["question"] = "提问",
        ["rebuttal"] = "辟谣",
        ["official_notice"] = "官方通知",
        ["opinion"] = "观点",
        ["joke_sarcasm"] = "玩笑反讽",
        ["experience"] = "亲历",
        ["advice"] = "建议",
        ["word"] = "用词",
        ["cue"] = "线索",
        ["offer"] = "兜售",
        ["fact"] = "官方事实",
        ["model"] = "模型",
        ["dns"] = "域名解析",
        ["connect"] = "连接",
        ["tls"] = "加密握手",
        ["first-byte"] = "首字节",
        ["body"] = "内容",
        ["check"] = "内容核对",
        ["own-network"] = "本机网络",
        ["weibo"] = "微博",
        ["forum"] = "论坛",
        ["news"] = "新闻",
        ["official"] = "官方",
        ["zhihu"] = "知乎",
        ["video"] = "视频",
        ["outage"] = "系统故障",
        ["rumour-story"] = "疑似谣言",
        ["burst"] = "话题突增",
        ["source-silence"] = "来源静默",
        ["certificate"] = "证书",
        ["overdue-weakness"] = "超期隐患",
        ["weakness"] = "隐患",
        ["tampering"] = "页面篡改",
        ["cross-evidence"] = "交叉印证",
        ["unanswered-concern"] = "关切未答",
        ["model-drift"] = "模型漂移",
        ["risk-score"] = "风险分布",
        ["mood-share"] = "情绪分布",
        ["words"] = "用词",
        ["rising-story"] = "快速升温",
        ["sentiment-shift"] = "情绪转负",
        ["new-offer"] = "新兜售话术",
        ["distress"] = "考生关怀",
        ["joint-security"] = "系统访问（两组联合）",
        ["joint-propaganda"] = "系统访问（两组联合）",
        ["unconfirmed-security"] = "系统访问（待核）",
        ["unconfirmed-propaganda"] = "系统访问（待核）",
        ["students"] = "考生身心",
    };

    public static string Of(ClaimKind kind) => Say(kind switch
    {
        ClaimKind.Deadline => "截止时间",
        ClaimKind.Date => "日期",
        ClaimKind.ScoreLine => "分数线",
        ClaimKind.Fee => "费用",
        ClaimKind.Place => "地点",
        ClaimKind.Incident => "事件",
        ClaimKind.Offer => "兜售",
        _ => "电话",
    });

    public static string Of(string? stored) => stored is null ? "—" : Known.TryGetValue(stored, out var word) ? Say(word) : stored;
}
