using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Monitor.Bench.Comparison;

/// <summary>One call of the receiver.</summary>
/// <param name="Moment">How far the story was.</param>
/// <param name="Shown">Whether people got it: a refused or broken call shows nothing.</param>
/// <param name="Heard">What it says.</param>
internal sealed record Call(TimeSpan Moment, bool Shown, Heard Heard);

/// <summary>The one receiver of both sides, each under its own path; its mood is the story's.</summary>
internal sealed class Hook : IAsyncDisposable
{
    /// <summary>Path whose calls are not part of the story.</summary>
    public const string Warming = "warming";

    private readonly WebApplication _app;
    private readonly Scenario _scenario;

    private Hook(WebApplication app, Scenario scenario) => (_app, _scenario) = (app, scenario);

    public ConcurrentDictionary<string, ConcurrentQueue<Call>> Calls { get; } = new(StringComparer.Ordinal);

    /// <summary>Set at the story's beginning.</summary>
    public Pace? Pace { get; set; }

    public string Url(string side) => $"{_app.Urls.First()}/{side}";

    public static async Task<Hook> StartAsync(Scenario scenario)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var hook = new Hook(app, scenario);
        app.MapPost("/{side}", hook.TakeAsync);
        await app.StartAsync();
        return hook;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext call, string side)
    {
        using var body = await JsonDocument.ParseAsync(call.Request.Body);
        if (side == Warming) return;
        var moment = Pace!.Now;
        var mood = _scenario.MoodAt(moment);
        Calls.GetOrAdd(side, _ => new()).Enqueue(new Call(moment, mood == Mood.Takes, side == "Monitor" ? Heard.OfMonitor(body.RootElement) : Heard.OfAlertmanager(body.RootElement)));
        if (mood == Mood.Unreachable) call.Abort();
        else await call.Response.WriteAsJsonAsync(new { errcode = mood == Mood.Takes ? 0 : 45009, errmsg = mood == Mood.Takes ? "ok" : "api freq out of limit" });
    }
}
