namespace Monitor.Host.Board.Speech;

internal static partial class Dictionary
{
    /// <summary>The list of targets and one target.</summary>
    private static Dictionary<string, string> Targets => new()
    {
        ["最近一小时；柱越高越差"] = "last hour; the taller, the worse",
        ["各阶段耗时"] = "Time per phase",
        ["毫秒，最近结果"] = "ms, latest results",
        ["各次探测的域名解析、连接、加密握手、首字节、内容耗时"] = "Time of DNS, connect, TLS handshake, first byte and content of each check",
        ["最近一次发现"] = "Latest findings",
        ["发现"] = "Findings",
        ["程度"] = "Severity",
        ["代码"] = "Code",
        ["没有发现问题。"] = "No problems found.",
        ["探测结果"] = "Results",
        ["最近 {0} 次"] = "latest {0}",
        ["失败阶段"] = "Failed phase",
        ["状态码"] = "Status",
        ["总耗时"] = "Total",
        ["还没有结果。"] = "No results yet.",
        ["有安全发现，仅网络安全人员可见"] = "Security findings, for network security only",
        ["可用率"] = "Availability",
        ["按时间；目标 {0}；未知、无数据和维护时段不计，关键时段的不可用加倍计入预算"] = "by time; goal {0}; unknown, no data and maintenance do not count, critical hours weigh more in the budget",
        ["时段"] = "Stretch",
        ["有效监测"] = "Known",
        ["无法判断"] = "Unknown",
        ["预算已用"] = "Budget used",
        ["还没有数据。"] = "No data yet.",
        ["无数据"] = "no data",
        ["可用情况"] = "Day and week",
        ["柱越高越差，空白为没有结果"] = "the taller, the worse; a gap has no results",
        ["最近 7 天"] = "last 7 days",
        ["没有结果"] = "no results",
        ["{0} 次有效探测，{1} 次失败（{2}）"] = "{0} known checks, {1} failed ({2})",
        ["证书与响应头"] = "Certificate and headers",
        ["响应头"] = "Headers",
    };
}
