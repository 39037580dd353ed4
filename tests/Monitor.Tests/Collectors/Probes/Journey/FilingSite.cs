using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Monitor.Tests.Collectors;

namespace Monitor.Tests.Collectors.Probes.Journey;

/// <summary>A small application-filing system with a session, a token in its form and another in a cookie. It sends back what it should not.</summary>
internal sealed class FilingSite : IAsyncDisposable
{
    public const string Password = "Gao/kao+2026&\"密码";

    private FilingSite(WebSite site) => Site = site;

    public WebSite Site { get; }

    public int SignedOut => Site.Hits("/logout");

    public static async Task<FilingSite> StartAsync() => new(await WebSite.StartAsync(Map));

    public ValueTask DisposeAsync() => Site.DisposeAsync();

    private static void Map(WebApplication app)
    {
        app.MapGet("/login", (HttpContext c) =>
        {
            c.Response.Cookies.Append("XSRF-TOKEN", "cookie-token-77");
            return Page("<title>登录</title><form><input type=hidden name=_csrf value='form&amp;token-42'></form>");
        });
        app.MapPost("/login", async (HttpContext c) =>
        {
            var form = await c.Request.ReadFormAsync();
            if (form["_csrf"] != "form&token-42") return Results.Text("bad token", statusCode: 403);
            if (form["user"] != "tester" || form["password"] != Password) return Page($"<p>密码错误：{form["password"]} {Uri.EscapeDataString(form["password"]!)} {Convert.ToBase64String(Encoding.UTF8.GetBytes("tester:" + form["password"]))}</p>");
            c.Response.Cookies.Append("SESSION", "session-number-4711");
            return Results.Redirect("/home");
        });
        app.MapGet("/home", (HttpContext c) => In(c) ? Page("<h1>我的志愿</h1><a id=query href='/query?batch=1'>查询</a><span class=n>考生 0001</span>") : Results.Redirect("/login"));
        app.MapGet("/query", (HttpContext c) => In(c) ? Results.Json(new { status = "open", queue = 12, ticket = "A-1" }) : Results.StatusCode(401));
        app.MapPost("/search", async (HttpContext c) =>
        {
            using var reader = new StreamReader(c.Request.Body);
            return Results.Text($"{c.Request.Headers["X-XSRF-TOKEN"]} {await reader.ReadToEndAsync()}", "text/plain", Encoding.UTF8);
        });
        app.MapDelete("/filing", () => "deleted");
        app.MapGet("/broken", (HttpContext c) => Results.Text($"<h1>系统繁忙</h1> {Password} {c.Request.Cookies["SESSION"]}", "text/html", Encoding.UTF8, 500));
        app.MapGet("/away", () => Results.Redirect("http://other.example/"));
        app.MapGet("/logout", () => "bye");
    }

    private static IResult Page(string html) => Results.Text(html, "text/html", Encoding.UTF8);

    private static bool In(HttpContext c) => c.Request.Cookies["SESSION"] is not null;
}
