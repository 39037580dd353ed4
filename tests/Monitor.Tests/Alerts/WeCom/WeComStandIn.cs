using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Monitor.Tests.Alerts.Robots;

namespace Monitor.Tests.Alerts.WeCom;

/// <summary>20 a minute; text 2048 and markdown 4096 bytes of UTF-8; lower-case types; the key in the query.</summary>
internal sealed class WeComStandIn(TimeProvider time, string key) : RobotStandIn(time)
{
    protected override string Yes => """{"errcode":0,"errmsg":"ok"}""";

    protected override (int, string)? Refusal(HttpContext call, int bytes, JsonElement body)
    {
        if (call.Request.Query["key"] != key) return No(93000, "invalid webhook url, hint: [1], from ip: 10.0.0.1");
        if (Recent(TimeSpan.FromMinutes(1)) >= 20) return No(45009, "api freq out of limit");
        var type = body.GetProperty("msgtype").GetString()!;
        if (type is not ("text" or "markdown")) return No(40008, "invalid message type");
        var size = Encoding.UTF8.GetByteCount(body.GetProperty(type).GetProperty("content").GetString()!);
        return (type, size) switch
        {
            ("text", > 2048) => No(45002, "content size out of limit"),
            ("markdown", > 4096) => No(40058, "markdown.content exceed max length 4096. invalid Request Parameter"),
            _ => null,
        };
    }

    private static (int, string) No(int code, string message) => (200, JsonSerializer.Serialize(new { errcode = code, errmsg = message }));
}
