using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Monitor.Bench.Alerts;

/// <summary>
/// A thousand guarded systems on one machine, each under a loopback address of its own (alerts of one host would explain one another).
/// They turn bad one after another, evenly over a minute, in a random order.
/// </summary>
internal sealed class FailingSites : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly int _port;
    private readonly int[] _turn;
    private readonly TimeSpan _over;
    private DateTimeOffset? _from;

    private FailingSites(WebApplication app, int count, TimeSpan over, int seed)
    {
        (_app, _over, _turn) = (app, over, [.. Enumerable.Range(0, count)]);
        _port = new Uri(app.Urls.First()).Port;
        new Random(seed).Shuffle(_turn);
    }

    public int Count => _turn.Length;

    /// <summary>Checks answered, by target: at the end each should have been seen.</summary>
    public ConcurrentDictionary<int, int> Checked { get; } = new();

    public static async Task<FailingSites> StartAsync(int count, TimeSpan over, int seed)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        // All of 127.0.0.0/8 is this machine, and only the any-address listens on all of it.
        builder.WebHost.UseUrls("http://0.0.0.0:0");
        var app = builder.Build();
        FailingSites? sites = null;
        app.MapGet("/{id:int}", (HttpContext call, int id) =>
        {
            call.Response.StatusCode = sites!.IsBad(id) ? 503 : 200;
            sites.Checked.AddOrUpdate(id, 1, (_, n) => n + 1);
            return call.Response.WriteAsync("page");
        });
        await app.StartAsync();
        return sites = new FailingSites(app, count, over, seed);
    }

    public void Begin() => _from = TimeProvider.System.GetUtcNow();

    /// <summary>When the target turned bad.</summary>
    public DateTimeOffset BadSince(int id) => _from!.Value + _over * (_turn[id] / (double)_turn.Length);

    public string Url(int id) => string.Create(CultureInfo.InvariantCulture, $"http://127.1.{id / 250}.{(id % 250) + 1}:{_port}/{id}");

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private bool IsBad(int id) => _from is not null && TimeProvider.System.GetUtcNow() >= BadSince(id);
}
