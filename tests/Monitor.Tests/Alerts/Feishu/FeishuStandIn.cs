using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Monitor.Tests.Alerts.Robots;

namespace Monitor.Tests.Alerts.Feishu;

/// <summary>5 a second and 100 a minute, 20 KB a request, signature in the body, and a crowd at the full and the half hour.</summary>
internal sealed class FeishuStandIn(TimeProvider time, string token, string? secret = null, string? keyword = null) : RobotStandIn(time)
{
    protected override string Yes => """{"StatusCode":0,"StatusMessage":"success","code":0,"data":{},"msg":"success"}""";

    protected override (int, string)? Refusal(HttpContext call, int bytes, JsonElement body)
    {
        if (call.Request.Path != "/open-apis/bot/v2/hook/" + token) return No(200, 19001, "param invalid: incoming webhook access token invalid");
        if (Recent(TimeSpan.FromSeconds(1)) >= 5) return No(400, 9499, "too many request");
        if (Recent(TimeSpan.FromMinutes(1)) >= 100 || Time.GetUtcNow().Minute % 30 == 0) return No(200, 11232, "frequency limited psm[lark.oapi.app_platform_runtime]");
        if (secret is not null && !IsSigned(body)) return No(200, 19021, "sign match fail or timestamp is not within one hour from current time");
        if (bytes > 20_000) return No(200, 19036, "body too large");
        if (body.GetProperty("msg_type").GetString() != "interactive" || !body.TryGetProperty("card", out var card)) return No(400, 9499, "Bad Request");
        var text = card.GetProperty("elements")[0].GetProperty("text").GetProperty("content").GetString()!;
        return keyword is not null && !text.Contains(keyword, StringComparison.Ordinal) ? No(200, 19024, "Key Words Not Found") : null;
    }

    private bool IsSigned(JsonElement body)
    {
        // Seconds, as a string.
        if (!body.TryGetProperty("timestamp", out var stamp) || stamp.ValueKind != JsonValueKind.String || !body.TryGetProperty("sign", out var sign)) return false;
        if (Math.Abs(Time.GetUtcNow().ToUnixTimeSeconds() - long.Parse(stamp.GetString()!, CultureInfo.InvariantCulture)) > 3600) return false;
        using var mac = new HMACSHA256(Encoding.UTF8.GetBytes(stamp.GetString() + "\n" + secret));
        return sign.GetString() == Convert.ToBase64String(mac.ComputeHash([]));
    }

    private static (int, string) No(int status, int code, string message) => (status, JsonSerializer.Serialize(new { code, msg = message, data = new { } }));
}
