using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Alerts.Outbox;
using Monitor.Host;
using Monitor.Host.Configuration;
using Monitor.Host.Scheduling;
using Monitor.Tests.Collectors;
using Xunit;

namespace Monitor.Tests.Host.Telemetry;

/// <summary>The way of one post as a collector of traces sees it: the composed service, real sites, a real receiver of OTLP.</summary>
public sealed class TracingTests : IAsyncDisposable
{
    private const string Words = "刚听说志愿填报延长到";
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("tracing");
    private readonly Dictionary<string, List<string>> _feeds = new() { ["forum"] = ["大家考完都放松一下吧"], ["bureau"] = ["考场纪律须知"] };
    private readonly ConcurrentQueue<OtlpSpan> _spans = new();
    private readonly ConcurrentQueue<string> _told = new();

    public ValueTask DisposeAsync()
    {
        _home.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task From_the_read_of_a_post_to_the_notice_of_its_alert_it_is_one_trace()
    {
        await using var site = await SiteAsync();
        await using (var app = await OpenAsync(site.Authority, $"tracing: {{ otlp: 'http://{site.Authority}/v1/traces' }}\n"))
        {
            var loop = app.Services.GetRequiredService<CollectLoop>();
            foreach (var source in _feeds.Keys) await loop.RunAsync(source, default);
            _feeds["bureau"].Add($"关于志愿填报的公告：志愿填报{Day(3)}17:00截止");
            await loop.RunAsync("bureau", default);
            _feeds["forum"].Add($"{Words}{Day(5)}了");
            await loop.RunAsync("forum", default);
            await app.Services.GetRequiredService<JudgeLoop>().TickAsync(default);
            await app.Services.GetRequiredService<DeliverLoop>().RunAsync(default);
            await app.Services.GetRequiredService<OutboxPump>().IdleAsync();
        }

        Assert.Single(_told);
        var delivered = Assert.Single(_spans, s => s.Name == "deliver");
        var way = _spans.Where(s => s.Trace == delivered.Trace).ToList();
        Assert.Equal(["alert", "assess", "collect", "deliver", "store"], way.Select(s => s.Name).Order());
        OtlpSpan One(string name) => way.Single(s => s.Name == name);
        Assert.Equal((One("collect").Id, One("collect").Id, One("store").Id, One("alert").Id), (One("assess").Parent, One("store").Parent, One("alert").Parent, One("deliver").Parent));
        Assert.Equal("", One("collect").Parent);
        Assert.Contains("rumour-story", One("alert").Everything, StringComparison.Ordinal);
        // The look is a trace of its own; what people wrote is in none.
        Assert.NotEqual(delivered.Trace, Assert.Single(_spans, s => s.Name == "judge").Trace);
        Assert.All(_spans, s => Assert.DoesNotContain("志愿", s.Everything, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_made_while_nobody_listens()
    {
        await using var site = await SiteAsync();
        await using (var app = await OpenAsync(site.Authority, ""))
        {
            await app.Services.GetRequiredService<CollectLoop>().RunAsync("forum", default);
            Assert.Null(app.Services.GetService<OpenTelemetry.Trace.TracerProvider>());
        }

        Assert.Empty(_spans);
    }

    [Theory]
    [InlineData("tracing: { otlp: otel }", "tracing.otlp")]
    [InlineData("tracing: { otlp: 'http://otel:4318' }", "tracing.otlp")]
    [InlineData("tracing: { otlp: 'http://otel:4318/v1/traces', ratio: 0 }", "tracing.ratio")]
    [InlineData("tracing: { headers: { Authorization: 'env:PATH' } }", "tracing.headers")]
    [InlineData("metrics: { key: 'file:/dev/null' }", "metrics.key")]
    public void What_the_sections_need_is_said(string yaml, string key)
    {
        var config = _home.CreateSubdirectory("wrong");
        File.WriteAllText(Path.Combine(config.FullName, "monitor.yaml"), yaml + "\n");
        Assert.Contains(ConfigLoader.Load(config.FullName).Errors, e => e.Key == key);
    }

    private Task<WebSite> SiteAsync() => WebSite.StartAsync(app =>
    {
        app.MapGet("/{name}.xml", (string name) => Results.Text(Rss(name), "application/rss+xml; charset=utf-8"));
        app.MapPost("/hook", async (HttpRequest request) => _told.Enqueue(await new StreamReader(request.Body).ReadToEndAsync()));
        app.MapPost("/v1/traces", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            foreach (var span in OtlpSpans.Read(body.ToArray())) _spans.Enqueue(span);
            return Results.Bytes([], "application/x-protobuf");
        });
    });

    private Task<WebApplication> OpenAsync(string authority, string more)
    {
        var config = _home.CreateSubdirectory("config").FullName;
        File.WriteAllText(Path.Combine(config, "monitor.yaml"), $"{more}fetch:\n  hostPace: 0s\n  allowPrivate: ['{authority}']\nchannels:\n  - {{ id: hook, kind: webhook, options: {{ url: 'http://{authority}/hook' }} }}\n");
        foreach (var (id, role) in new[] { ("forum", "public"), ("bureau", "official") })
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(config, "sources")).FullName, id + ".yaml"), $"id: {id}\nname: {id}\nkind: feed\nrole: {role}\noptions:\n  url: http://{authority}/{id}.xml\n");
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(config, "rules")).FullName, "rule.yaml"), "kind: rumour-story\noptions: { minHighPosts: 1, minAuthors: 1, minPlatforms: 1 }\n");
        return MonitorApp.BuildAsync(new MonitorAppOptions { ConfigDirectory = config, DataDirectory = Path.Combine(_home.FullName, "data"), RunLoops = false }, default);
    }

    private static string Day(int days) => Now.AddDays(days).ToString("M月d日", CultureInfo.InvariantCulture);

    private string Rss(string name)
    {
        var items = _feeds[name].Select((text, i) => $"<item><guid>{name}{i}</guid><title>{text}</title><author>a{i}@example.net</author><pubDate>{Now.AddMinutes(i - 10):r}</pubDate></item>");
        return $"<rss version=\"2.0\"><channel><title>{name}</title>{string.Concat(items)}</channel></rss>";
    }
}
