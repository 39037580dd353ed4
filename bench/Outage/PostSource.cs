using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Monitor.Bench.Outage;

/// <summary>Sites that bring new posts at a steady rate, together so many a second: each answer has what came since the last one, and a little of what was there.</summary>
internal sealed class PostSource : IAsyncDisposable
{
    private const int Overlap = 5;

    private static readonly string[] Openings = ["听说", "家长群里都在转", "刚刚看到", "同学说", "有人爆料", "请问", "求证一下", "今天"];
    private static readonly string[] Matters = ["数学考题提前外传", "考场停电延误开考", "志愿填报系统打不开", "成绩查询入口崩溃", "食堂饭菜不新鲜", "监控坏了没人管", "答题卡发错", "听力播放有杂音", "有人代考", "查分要收费"];

    private readonly WebApplication _app;
    private readonly double _each;
    private readonly ConcurrentDictionary<int, int> _served = new();
    private readonly long _start = TimeProvider.System.GetTimestamp();
    private long? _stop;

    private PostSource(WebApplication app, double each) => (_app, _each) = (app, each);

    public string Authority => new Uri(_app.Urls.First()).Authority;

    /// <summary>Posts that were in at least one answer.</summary>
    public int Served => _served.Values.Sum();

    /// <summary>Posts there are.</summary>
    public int Made(int sites) => sites * Now();

    public static async Task<PostSource> StartAsync(double rate, int sites)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        PostSource? source = null;
        app.MapGet("/site/{site:int}", (HttpContext call, int site) => source!.AnswerAsync(call, site));
        await app.StartAsync();
        return source = new PostSource(app, rate / sites);
    }

    /// <summary>From here on nothing new is posted.</summary>
    public void Stop() => _stop = TimeProvider.System.GetTimestamp();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private int Now() => (int)((_stop is { } stop ? TimeProvider.System.GetElapsedTime(_start, stop) : TimeProvider.System.GetElapsedTime(_start)).TotalSeconds * _each);

    private async Task AnswerAsync(HttpContext call, int site)
    {
        // One answer holds no more than a site would show.
        var (from, until) = (_served.GetValueOrDefault(site), Now());
        until = Math.Min(until, from + 4_000);
        call.Response.ContentType = "application/json; charset=utf-8";
        await using (var json = new Utf8JsonWriter(call.Response.BodyWriter))
        {
            json.WriteStartArray();
            for (var i = Math.Max(0, from - Overlap); i < until; i++) Write(json, site, i);
            json.WriteEndArray();
        }

        _served[site] = until;
    }

    private static void Write(Utf8JsonWriter json, int site, int i)
    {
        var number = (site * 1_000_003) + i;
        json.WriteStartObject();
        json.WriteString("id", string.Create(CultureInfo.InvariantCulture, $"s{site}n{i}"));
        json.WriteString("title", string.Create(CultureInfo.InvariantCulture, $"{Openings[number % Openings.Length]}，第{number / 7 % 911}中学{Matters[number / 3 % Matters.Length]}"));
        json.WriteString("text", string.Create(CultureInfo.InvariantCulture, $"{Openings[number / 5 % Openings.Length]}{number % 4_001}号考点附近{Matters[number / 11 % Matters.Length]}，{number % 37}人围观，还不知道真假，等官方消息。编号{number}"));
        json.WriteString("author", string.Create(CultureInfo.InvariantCulture, $"u{number % 9_001}"));
        json.WriteNumber("time", TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        json.WriteString("url", string.Create(CultureInfo.InvariantCulture, $"https://site{site}.example.cn/p/{i}"));
        json.WriteEndObject();
    }
}
