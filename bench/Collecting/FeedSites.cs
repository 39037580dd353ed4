using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Monitor.Bench.Collecting;

/// <summary>
/// Many sites, each on a loopback address of its own, each with a feed of twenty entries that gets a new one every ten minutes. Every second site knows
/// conditional requests, as in life. Notes when each was asked.
/// </summary>
internal sealed class FeedSites : IAsyncDisposable
{
    private const int Shown = 20;
    private static readonly TimeSpan NewEvery = TimeSpan.FromMinutes(10);

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<TimeSpan>> _asked = new(StringComparer.Ordinal);
    private readonly long _start = TimeProvider.System.GetTimestamp();
    private readonly DateTimeOffset _begun = TimeProvider.System.GetUtcNow();

    private FeedSites(WebApplication app) => _app = app;

    public int Port => new Uri(_app.Urls.First()).Port;

    /// <summary>Per site, when its feed was asked for, counted from the start.</summary>
    public IReadOnlyCollection<IReadOnlyList<TimeSpan>> Asked => [.. _asked.Values.Select(IReadOnlyList<TimeSpan> (q) => [.. q])];

    public TimeSpan Now => TimeProvider.System.GetElapsedTime(_start);

    public static string Host(int site) => string.Create(CultureInfo.InvariantCulture, $"127.2.{site / 200}.{(site % 200) + 1}");

    public static async Task<FeedSites> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://0.0.0.0:0");
        var app = builder.Build();
        var sites = new FeedSites(app);
        app.MapGet("/feed", sites.AnswerAsync);
        await app.StartAsync();
        return sites;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext call)
    {
        var host = call.Request.Host.Host;
        _asked.GetOrAdd(host, _ => new()).Enqueue(Now);
        var number = host.Split('.').Skip(2).Select(p => int.Parse(p, CultureInfo.InvariantCulture)).Aggregate((a, b) => (a * 200) + b - 1);
        // Each site at its own minute of the ten.
        var newest = Shown + (int)((Now + (NewEvery * (number % 97 / 97.0))) / NewEvery);
        var tag = string.Create(CultureInfo.InvariantCulture, $"\"{newest}\"");
        if (number % 2 == 0)
        {
            call.Response.Headers.ETag = tag;
            if (call.Request.Headers.IfNoneMatch == tag)
            {
                call.Response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }

        var feed = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\"><channel><title>站点</title>");
        for (var i = newest; i > newest - Shown; i--)
            feed.Append(CultureInfo.InvariantCulture, $"<item><title>第{i}则：{number}号站关于考试安排的消息</title><link>http://{host}/p/{i}</link><guid>{host}-{i}</guid><pubDate>{_begun + (NewEvery * (i - Shown)):R}</pubDate><description>&lt;p&gt;考生与家长请留意第{i % 31}考点的安排，具体时间以准考证为准；{number % 13}号线路临时调整，提前出门。{i * 7919 % 100_003}&lt;/p&gt;</description></item>");
        call.Response.ContentType = "application/rss+xml; charset=utf-8";
        await call.Response.WriteAsync(feed.Append("</channel></rss>").ToString());
    }
}
