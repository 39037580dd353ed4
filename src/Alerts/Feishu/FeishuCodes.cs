using Monitor.Alerts.Robots;

namespace Monitor.Alerts.Feishu;

/// <summary>What the Feishu robot says in <c>code</c>, also with HTTP 400.</summary>
internal static class FeishuCodes
{
    public static CodeMeaning? Of(long code, string message) => code switch
    {
        0 => CodeMeaning.Delivered,
        19001 => CodeMeaning.Never("机器人 token 无效，请核对配置里的 token"),
        19021 => CodeMeaning.Never("签名不符或时间相差超过 1 小时，请核对 secret 并校准本机时钟"),
        19022 => CodeMeaning.Never("本机出口地址不在机器人的白名单"),
        19024 => CodeMeaning.Never("缺少关键词，请在配置里写 keyword"),
        19036 => CodeMeaning.Never("消息过大"),
        // One code for a bad body and for too many bodies; only the words tell which.
        9499 when message.Contains("too many", StringComparison.OrdinalIgnoreCase) => CodeMeaning.Later("请求过于频繁", 60),
        9499 => CodeMeaning.Never("请求格式有误"),
        11232 => CodeMeaning.Later("触发频率限制，请避开整点和半点", 60),
        99991400 => CodeMeaning.Later("请求过于频繁", 60),
        _ => null,
    };
}
