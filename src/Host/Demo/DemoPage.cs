using System.Globalization;
using System.Net;
using System.Text;
using Monitor.Core.Contracts;
using Monitor.Host.Demo.District;
using Monitor.Host.Demo.Receivers;

namespace Monitor.Host.Demo;

/// <summary>The stage manager's page: how far the day is, what was put into it, what was caught, and what reached people.</summary>
internal sealed class DemoPage(Scenario scenario, FaultBoard faults, Journal<CaughtMail> mails, Journal<CaughtCall> calls)
{
    public void Map(WebApplication app)
    {
        // With the context as its only parameter this would bind as a bare RequestDelegate and its result be thrown away.
        app.MapGet("/demo", async (HttpContext http, CancellationToken _) => Results.Content(await HtmlAsync(http), "text/html; charset=utf-8"))
            .AllowAnonymous().AddEndpointFilter(LoopbackOnly);
        app.MapPost("/demo/fault", Switch).AllowAnonymous().DisableAntiforgery().AddEndpointFilter(LoopbackOnly);
        app.MapGet("/demo/caught", () => Results.Json(new { mails = mails.Entries, calls = calls.Entries }))
            .AllowAnonymous().AddEndpointFilter(LoopbackOnly);
    }

    /// <summary>The demo has no secrets but also no sign-in, so it answers this machine only, and only pages of its own.</summary>
    private static async ValueTask<object?> LoopbackOnly(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.Connection.RemoteIpAddress is not { } address || !IPAddress.IsLoopback(address)) return Results.NotFound();
        var origin = http.Request.Headers.Origin.ToString();
        if (HttpMethods.IsPost(http.Request.Method) && origin.Length > 0 && origin != $"{http.Request.Scheme}://{http.Request.Host}") return Results.StatusCode(403);
        return await next(context);
    }

    private async Task<IResult> Switch(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        if (!Enum.TryParse<Fault>(form["fault"], out var fault)) return Results.BadRequest("fault: expected one of " + string.Join(", ", Enum.GetNames<Fault>()));
        if (form["to"] == "script") faults.Follow(fault);
        else faults.Switch(fault, form["to"] == "on");
        return Results.LocalRedirect("/demo");
    }

    private async Task<string> HtmlAsync(HttpContext http)
    {
        var summary = await new DayScorer(http.RequestServices.GetRequiredService<ILedger>(), scenario.Start).ScoreAsync(http.RequestAborted);
        var html = new StringBuilder();
        html.Append("<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"3\"><title>演示</title>")
            // The board's headers forbid inline styles, so the page borrows the board's sheet.
            .Append("<link rel=\"stylesheet\" href=\"/assets/board.css\"></head><body><h1>演示：云川市青梧区的一个下午</h1>");
        html.Append(CultureInfo.InvariantCulture, $"<p>模拟时间 <b id=\"clock\">{SummaryTable.Clock(scenario.Minute)}</b>，已发布 {scenario.Posts.Count(p => p.Minute <= scenario.Minute)}/{scenario.Posts.Count} 条。<a href=\"/\">打开看板</a></p>");
        html.Append("<h2>故障开关</h2><ul>");
        foreach (var fault in Enum.GetValues<Fault>()) html.Append(Row(fault));
        html.Append("</ul><h2>注入与发现</h2><pre id=\"summary\">").Append(Sites.Encode(SummaryTable.Write(summary))).Append("</pre>");
        html.Append("<h2>收到的邮件</h2><table id=\"mails\"><tr><th>时间</th><th>收件人</th><th>主题</th><th>正文</th></tr>");
        foreach (var mail in mails.Entries.Reverse())
        {
            html.Append($"<tr><td>{Clock(mail.At)}</td><td>{Sites.Encode(string.Join(", ", mail.To))}</td><td>{Sites.Encode(mail.Subject)}</td><td><pre>{Sites.Encode(mail.Text)}</pre></td></tr>");
        }

        html.Append("</table><h2>收到的 Webhook 调用</h2><table id=\"calls\"><tr><th>时间</th><th>签名</th><th>内容</th></tr>");
        foreach (var call in calls.Entries.Reverse())
        {
            html.Append($"<tr><td>{Clock(call.At)}</td><td>{(call.Signed ? "有效" : "无效")}</td><td><pre>{Sites.Encode(call.Body)}</pre></td></tr>");
        }

        return html.Append("</table></body></html>").ToString();
    }

    private string Row(Fault fault)
    {
        var name = fault switch { Fault.Slow => "变慢", Fault.Errors => "返回500", Fault.ExpiredCertificate => "证书过期", _ => "首页被篡改" };
        var state = faults.IsOn(fault) ? "<strong>开</strong>" : "关";
        var by = faults.ByHand(fault) ? "手动" : "按剧本";
        return $"<li>{name}：{state}（{by}） {Button(fault, "on", "打开")} {Button(fault, "off", "关闭")} {Button(fault, "script", "按剧本")}</li>";
    }

    private static string Button(Fault fault, string to, string label) =>
        $"<form method=\"post\" action=\"/demo/fault\"><input type=\"hidden\" name=\"fault\" value=\"{fault}\"><button name=\"to\" value=\"{to}\">{label}</button></form>";

    private static string Clock(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(8)).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
