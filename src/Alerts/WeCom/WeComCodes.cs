using Monitor.Alerts.Robots;

namespace Monitor.Alerts.WeCom;

/// <summary>What the WeCom robot says in <c>errcode</c>.</summary>
internal static class WeComCodes
{
    public static CodeMeaning? Of(long code) => code switch
    {
        0 => CodeMeaning.Delivered,
        -1 => CodeMeaning.Later("系统繁忙"),
        // The window is a minute; a little more, for the two clocks differ.
        45009 => CodeMeaning.Later("超过每分钟 20 条", 65),
        93000 => CodeMeaning.Never("机器人 key 无效或机器人已被移除，请核对配置里的 key"),
        40008 => CodeMeaning.Never("消息类型无效"),
        40058 => CodeMeaning.Never("内容超长或参数无效"),
        45002 => CodeMeaning.Never("内容超长"),
        _ => null,
    };
}
