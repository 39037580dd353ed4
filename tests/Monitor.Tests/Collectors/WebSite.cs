using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Monitor.Tests.Collectors;

/// <summary>A real server on a free port of the loopback. Counts the requests per path.</summary>
internal sealed class WebSite : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Dictionary<string, int> _hits = [];

    private readonly string _host;

    private WebSite(WebApplication app, string host) => (_app, _host) = (app, host);

    public int Port { get; private set; }

    public string Authority => $"{_host}:{Port}";

    /// <param name="address">One of 127.0.0.0/8, where several hosts are wanted; null = 127.0.0.1.</param>
    public static async Task<WebSite> StartAsync(Action<WebApplication> map, Action<ListenOptions>? listen = null, System.Net.IPAddress? address = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(k => k.Listen(address ?? System.Net.IPAddress.Loopback, 0, o => listen?.Invoke(o)));
        var app = builder.Build();
        var site = new WebSite(app, (address ?? System.Net.IPAddress.Loopback).ToString());
        app.Use(site.CountAsync);
        map(app);
        await app.StartAsync();
        site.Port = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
        return site;
    }

    public Uri Url(string path, string scheme = "http") => new($"{scheme}://{Authority}{path}");

    public int Hits(string path)
    {
        lock (_hits) return _hits.GetValueOrDefault(path);
    }

    public async ValueTask DisposeAsync()
    {
        // Requests left hanging by a test must not hold up the end.
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private Task CountAsync(HttpContext context, RequestDelegate next)
    {
        lock (_hits) _hits[context.Request.Path] = _hits.GetValueOrDefault(context.Request.Path) + 1;
        return next(context);
    }
}
