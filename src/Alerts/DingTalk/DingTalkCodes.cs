using Monitor.Alerts.Robots;

namespace Monitor.Alerts.DingTalk;

/// <summary>What the DingTalk robot says in <c>errcode</c>; one code means several things and the message tells which.</summary>
internal static class DingTalkCodes
{
    public static CodeMeaning? Of(long code, string message) => code switch
    {
        0 => CodeMeaning.Delivered,
        -1 => CodeMeaning.Later("系统繁忙"),
        310000 => CodeMeaning.Never(Security(message)),
        130101 => CodeMeaning.Later("超过每分钟 20 条，机器人静默 10 分钟", 600),
        90030 => CodeMeaning.Later("调用次数超限", 600),
        460101 or 101002 => CodeMeaning.Never("消息超过 20000 字节"),
        88 or 300001 => CodeMeaning.Never("access token 无效，请核对配置里的 token"),
        _ => null,
    };

    private static string Security(string message) => message switch
    {
        _ when message.Contains("keyword", StringComparison.OrdinalIgnoreCase) => "缺少关键词，请在配置里写 keyword",
        _ when message.Contains("sign", StringComparison.OrdinalIgnoreCase) => "签名不符，请核对配置里的 secret",
        _ when message.Contains("timestamp", StringComparison.OrdinalIgnoreCase) => "时间戳无效，请校准本机时钟",
        _ when message.Contains("ip", StringComparison.OrdinalIgnoreCase) => "本机出口地址不在机器人的白名单",
        _ => "安全设置不符：关键词、签名或地址白名单",
    };
}
