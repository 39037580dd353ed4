namespace Monitor.Host.Board.Speech;

internal static partial class Dictionary
{
    /// <summary>The search for posts.</summary>
    private static Dictionary<string, string> Posts => new()
    {
        ["词语（空格分隔，须全部出现）"] = "Words (all must occur)",
        ["主题"] = "Topic",
        ["情绪"] = "Mood",
        ["从（北京时间）"] = "From (Beijing time)",
        ["到（北京时间）"] = "Until (Beijing time)",
        ["全部"] = "All",
        ["查询"] = "Search",
        ["上一页"] = "Back",
        ["下一页"] = "Next",
        ["翻页"] = "Pages",
        ["结果"] = "Results",
        ["新发布的在前"] = "newest first",
        ["（至多 {0} 条）"] = "(at most {0})",
        ["作者"] = "Author",
        ["没有符合条件的帖文。"] = "No such posts.",
        ["已存条件"] = "Kept searches",
        ["条件名称"] = "Name of this search",
        ["存为常用条件"] = "Keep this search",
        ["删除条件："] = "Forget: ",
    };
}
