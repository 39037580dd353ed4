using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Monitor.Bench.Alerts;

/// <summary>One arrival at a receiver.</summary>
/// <param name="At">When the whole request was read, on the machine's clock.</param>
/// <param name="Made">When the judge decided, as the notice says.</param>
internal sealed record Arrival(string Channel, string Kind, string? AlertId, DateTimeOffset Made, DateTimeOffset At);

/// <summary>The receivers of all channels: one real server on the loopback that answers yes.</summary>
internal sealed class Hooks : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Hooks(WebApplication app) => _app = app;

    public ConcurrentQueue<Arrival> Arrivals { get; } = new();

    public string Url(string channel) => $"{_app.Urls.First()}/{channel}";

    public static async Task<Hooks> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var hooks = new Hooks(app);
        app.MapPost("/{channel}", hooks.TakeAsync);
        await app.StartAsync();
        return hooks;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext call, string channel)
    {
        using var body = await JsonDocument.ParseAsync(call.Request.Body);
        var at = TimeProvider.System.GetUtcNow();
        var notice = body.RootElement;
        Arrivals.Enqueue(new Arrival(channel, notice.GetProperty("kind").GetString()!, notice.GetProperty("alertId").GetString(), notice.GetProperty("createdAt").GetDateTimeOffset(), at));
        await call.Response.WriteAsync("ok");
    }
}
