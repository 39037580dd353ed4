namespace Monitor.Host.Kibana.Boards;

/// <summary>How to read a board, on the board.</summary>
internal static class Guide
{
    public static string Propaganda(BoardNames names) => $"""
        **怎么看** 核查优先级“高”表示值得在扩散前由人核查，**不等于不实**；“待核查”表示模型拿不准。情绪与话题由模型给出，会有错误。考生身心类帖文和受限告警不在此显示，请到 Monitor 自有看板查看。颜色只作区分，含义以文字为准。
        *How to read* "High" means worth a person's check before it spreads, never "false". Posts of people in distress and restricted alerts are not shown here. Colour only separates; the words say what is meant.

        → [网安看板 Security board](#/view/{names.Security}){Own(names)}
        """.ReplaceLineEndings("\n");

    public static string Security(BoardNames names) => $"""
        **怎么看** 可用率只计通断明确的检测，“未知”（本方网络问题等）不算中断。证书剩余天数以最近一次检测为准。告警的级别与状态是记录写入时的情况，以 Monitor 自有看板为准；橙色、红色须经签发。颜色只作区分，含义以文字为准。
        *How to read* Availability counts only checks that could tell; "unknown" is not down. Level and state of an alert are those at the time of writing; Monitor's own board has the last word.

        → [宣传看板 Propaganda board](#/view/{names.Propaganda}){Own(names)}
        """.ReplaceLineEndings("\n");

    private static string Own(BoardNames names) => names.PublicUrl is { } url ? $" · [Monitor 自有看板 own board]({url}/)" : "";
}
