namespace Monitor.Host.Board;

/// <summary>What each page shows, and what its reader does there; in two or three sentences.</summary>
internal static class Guides
{
    public static readonly IReadOnlyDictionary<string, string> Texts = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["/"] = "五秒内看清：两组当前级别、未解除的告警、各系统的灯、帖文与情绪曲线。先看告警，点“受理”表示由您处理；系统灯变为菱形表示不可用。页面自动更新，右上角显示数据时间。",
        ["/alerts"] = "最近 30 天的全部告警。点标题查看依据、判断经过和通知去向；在详情页可以受理、静默、签发级别或转为事件。",
        ["/cases"] = "需要核实和回应的事件按状态分列，卡片上的时钟是离办理时限还有多久。点卡片办理下一步。",
        ["/stories"] = "内容相同或相近的帖文归为一个话题。点进去看传播时间线、各平台分布和与官方说法的对照。",
        ["/concerns"] = "多人在问而官方尚未答复的事，问的人多的在前。可据此准备答复口径；答复发布后会自动对上。",
        ["/posts"] = "按词语、主题、情绪、风险、来源和时间查找帖文。常用条件可以存下来；结果可以导出 CSV 或 XLSX，导出记入审计。",
        ["/targets"] = "每个受监测系统一盏灯，圆点正常、方块异常、菱形不可用，灰色为没有新数据。点进去看耗时、可用率、证书、响应头和隐患。",
        ["/sources"] = "每个来源上次读取是否成功、多久没有新内容。被拦截或解析失败的在前，请技术人员处理。",
        ["/models"] = "模型的准确率、漂移和标注。请每天给“待标帖文”标几条：标的越多，模型越准。",
        ["/digest"] = "日报和周报的预览、下载与发送，以及您自己的订阅。",
        ["/deliveries"] = "没有送达的通知及原因。原因排除后点“补发”；不必再发的点“搁置”。",
        ["/drills"] = "演练用假数据走一遍真实流程，全程带有演练标记，不会与真实告警混淆。",
        ["/weaknesses"] = "检查发现的安全隐患台账：谁负责、何时到期。超期的在前；是否整改只由系统复查认定。",
        ["/audit"] = "谁在什么时候做了什么。记录首尾相连，改动可以查出。",
    };

    public static string? Of(string page) => Texts.GetValueOrDefault(page);
}
