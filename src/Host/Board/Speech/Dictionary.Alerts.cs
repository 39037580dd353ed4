namespace Monitor.Host.Board.Speech;

internal static partial class Dictionary
{
    /// <summary>The list of alerts and one alert.</summary>
    private static Dictionary<string, string> Alerts => new()
    {
        ["告警详情"] = "Alert",
        ["最近 30 天"] = "Last 30 days",
        ["级别"] = "Level",
        ["状态"] = "State",
        ["团队"] = "Team",
        ["类型"] = "Kind",
        ["开始"] = "Began",
        ["持续"] = "Lasted",
        ["对象"] = "Subject",
        ["最近 30 天没有告警。"] = "No alerts in the last 30 days.",
        ["未受理"] = "Nobody yet",
        ["未解除"] = "Still open",
        ["同一事件"] = "Same incident",
        ["导出快报（.docx）"] = "Quick report (.docx)",
        ["为什么通知（或没有通知）我？"] = "Why was I (not) told?",
        ["依据"] = "Evidence",
        ["通知"] = "Notices",
        ["判断经过"] = "Decisions",
        ["没有附带依据。"] = "No evidence attached.",
        ["话题（{0} 帖）："] = "Story ({0} posts): ",
        ["来源“{0}”的异常记录与当时的应答"] = "Troubles of source “{0}” and what it answered",
        ["没有发出通知。"] = "No notices were sent.",
        ["没有记录。"] = "No records.",
        ["时间"] = "Time",
        ["渠道"] = "Channel",
        ["次数"] = "Attempts",
        ["回执"] = "Answer",
        ["结论"] = "Conclusion",
        ["说明"] = "Explanation",
        ["（已改由 {0} 通知）"] = " (told by {0} instead)",
        ["已通知"] = "Told",
        ["未通知"] = "Not told",
    };
}
