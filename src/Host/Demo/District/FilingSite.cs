using Monitor.Host.Demo.Clock;

namespace Monitor.Host.Demo.District;

/// <summary>The filing system over HTTP and HTTPS; its faults follow the fault board.</summary>
internal static class FilingSite
{
    /// <summary>Simulated time a page takes while the system is slow.</summary>
    public static readonly TimeSpan SlowAnswer = TimeSpan.FromSeconds(60);

    private const string Home = """
        <!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>青梧区中考志愿填报系统</title></head>
        <body><h1>青梧区中考志愿填报系统</h1><p>填报时间：6月20日9:00至6月23日17:00</p>
        <form method="post" action="/login"><input name="id" placeholder="报名号"><input name="password" type="password"><button>登录</button></form>
        <footer>主办：青梧区招生考试中心</footer></body></html>
        """;

    private const string Tampered = """
        <!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>澳门新葡京娱乐城_真人荷官在线_注册送彩金</title>
        <meta name="keywords" content="澳门新葡京,真人娱乐,时时彩,博彩平台"></head>
        <body><h1>澳门新葡京娱乐城 注册即送彩金</h1><p>真人荷官 时时彩 六合彩 百家乐 老虎机</p>
        <script src="http://cdn.bet-example.invalid/x.js"></script><a href="http://bet-example.invalid/">立即注册</a></body></html>
        """;

    public static void Map(WebApplication app, FaultBoard faults, DemoPorts ports, TimeProvider time)
    {
        var group = app.MapGroup("").RequireHost($"*:{ports.Filing}", $"*:{ports.FilingTls}");
        group.MapGet("/robots.txt", () => Sites.Robots);
        group.MapGet("/api/health", (CancellationToken ct) => Answer(() => Results.Json(new { status = "ok", name = "志愿填报" }), faults, time, ct));
        group.MapGet("/", (CancellationToken ct) => Answer(
            () => Results.Text(faults.IsOn(Fault.TamperedPage) ? Tampered : Home, "text/html; charset=utf-8"), faults, time, ct));
    }

    private static async Task<IResult> Answer(Func<IResult> page, FaultBoard faults, TimeProvider time, CancellationToken ct)
    {
        if (faults.IsOn(Fault.Errors)) return Results.Text("服务器内部错误", "text/plain; charset=utf-8", statusCode: 500);
        if (faults.IsOn(Fault.Slow)) await Task.Delay(SlowAnswer, time, ct);
        return page();
    }
}
