using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Monitor.Tests.Alerts.Robots;

namespace Monitor.Tests.Alerts.DingTalk;

/// <summary>20 a minute and ten minutes of silence after the 21st, 20,000 bytes, key words, signature within an hour.</summary>
internal sealed class DingTalkStandIn(TimeProvider time, string token, string? secret = null, string? keyword = null) : RobotStandIn(time)
{
    private DateTimeOffset _muted = DateTimeOffset.MinValue;

    public int Punishments { get; private set; }

    protected override string Yes => """{"errcode":0,"errmsg":"ok"}""";

    protected override (int, string)? Refusal(HttpContext call, int bytes, JsonElement body)
    {
        if (call.Request.Query["access_token"] != token) return No(300001, "token is not exist");
        if (secret is not null && Sign(call.Request.Query) is { } bad) return No(310000, bad);
        if (Time.GetUtcNow() < _muted) return TooFast();
        if (Recent(TimeSpan.FromMinutes(1)) >= 20)
        {
            _muted = Time.GetUtcNow().AddMinutes(10);
            Punishments++;
            return TooFast();
        }

        if (bytes > 20_000) return No(460101, "message too long, exceed 20000 bytes");
        if (body.GetProperty("msgtype").GetString() != "markdown") return No(400101, "unknown msgtype");
        var text = body.GetProperty("markdown").GetProperty("text").GetString()!;
        return keyword is not null && !text.Contains(keyword, StringComparison.Ordinal) ? No(310000, "keywords not in content, more: [https://ding-doc.dingtalk.example/]") : null;
    }

    private string? Sign(IQueryCollection query)
    {
        if (query["timestamp"] is not [{ } stamp] || query["sign"] is not [{ } sign]) return "sign not match";
        if (Math.Abs(Time.GetUtcNow().ToUnixTimeMilliseconds() - long.Parse(stamp, CultureInfo.InvariantCulture)) > 3_600_000) return "invalid timestamp";
        using var mac = new HMACSHA256(Encoding.UTF8.GetBytes(secret!));
        return sign == Convert.ToBase64String(mac.ComputeHash(Encoding.UTF8.GetBytes(stamp + "\n" + secret))) ? null : "sign not match";
    }

    private static (int, string) TooFast() => (200, """{"errcode":130101,"errmsg":"send too fast, exceed 20 times per minute","punish":"deny","wait":5}""");

    private static (int, string) No(int code, string message) => (200, JsonSerializer.Serialize(new { errcode = code, errmsg = message }));
}
