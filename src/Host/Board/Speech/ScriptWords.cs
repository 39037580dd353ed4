using System.Text.Json;
using Monitor.Host.Board.Markup;

namespace Monitor.Host.Board.Speech;

/// <summary>What the script says, in the reader's language: handed over with the page, so that the dictionary stays one.</summary>
internal static class ScriptWords
{
    public static readonly IReadOnlyList<string> All =
    [
        "实时", "连接中断，数据截至", "秒", "分钟", "前", "数据更新于", "全部帖文", "负面", "正面", "高风险", "探测失败", "话题突增", "情绪转负", "毫秒", "失败", "域名解析", "连接", "加密握手", "首字节", "内容", "累计帖文",
        "图表数据读取失败，将在下次更新时重试。",
    ];

    /// <summary>Nothing while the page is Chinese: the script is written in it.</summary>
    public static Html Attribute() => Tongue.English ? $" data-words=\"{JsonSerializer.Serialize(All.ToDictionary(w => w, Tongue.Say))}\"" : Html.Empty;
}
