using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Monitor.Tests.Collectors;

namespace Monitor.EndToEnd.Support.Doomed;

/// <summary>A message a person saw, and whether the sender was told so.</summary>
/// <param name="Key">What the message is known by: the notice's id, or a robot's text.</param>
/// <param name="Life">Number of the service's life in which it came.</param>
/// <param name="Answered">False when the connection was dropped, or the answer came late, after the message had been taken.</param>
internal sealed record Taken(string Channel, string Key, int Life, bool Answered);

/// <summary>
/// A webhook and a robot in one server, and the pages the service watches. By chance it fails, hangs, says no with status 200, limits the rate,
/// or takes the message and drops the connection.
/// </summary>
internal sealed class RoughReceiver(int seed) : IAsyncDisposable
{
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(1);

    private readonly Random _chance = new(seed);
    private readonly List<Taken> _taken = [];
    private readonly Dictionary<string, int> _behaved = [];
    private readonly string[] _pages = ["up", "up", "up", "up"];
    private readonly Lock _gate = new();
    private WebSite? _site;

    public int Targets => _pages.Length;

    public int Life { get; set; }

    /// <summary>From now on it takes everything.</summary>
    public bool Healed { get; set; }

    public IReadOnlyList<Taken> AllTaken
    {
        get
        {
            lock (_gate) return [.. _taken];
        }
    }

    /// <summary>How often it behaved in which way.</summary>
    public IReadOnlyDictionary<string, int> Behaved
    {
        get
        {
            lock (_gate) return new SortedDictionary<string, int>(_behaved, StringComparer.Ordinal);
        }
    }

    public async Task StartAsync() => _site = await WebSite.StartAsync(app =>
    {
        app.MapGet("/page/{number:int}", PageAsync);
        app.MapPost("/hook", (HttpContext c) => TakeAsync(c, "hook", body => body.GetProperty("id").GetString()!, """{"errcode":1,"errmsg":"busy"}"""));
        app.MapPost("/robot", (HttpContext c) => TakeAsync(c, "robot", KeyOfRobot, """{"errcode":-1,"errmsg":"system busy"}"""));
    });

    public string Url(string path) => _site!.Url(path).ToString();

    public static string KeyOfRobot(JsonElement body) => body.GetProperty("markdown").GetProperty("content").GetString()!;

    /// <summary>What is watched goes up, down or slow.</summary>
    public void Shake(Random chance)
    {
        for (var i = 0; i < _pages.Length; i++)
            if (chance.Next(10) < 5) _pages[i] = chance.Next(10) switch { < 5 => "up", < 9 => "down", _ => "slow" };
    }

    public void Calm() => Array.Fill(_pages, "up");

    public ValueTask DisposeAsync() => _site?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task PageAsync(HttpContext call, int number)
    {
        if (_pages[number] == "slow") await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System, call.RequestAborted);
        call.Response.StatusCode = _pages[number] == "down" ? 503 : 200;
        await call.Response.WriteAsync(_pages[number]);
    }

    private async Task TakeAsync(HttpContext call, string channel, Func<JsonElement, string> keyOf, string no)
    {
        var began = TimeProvider.System.GetTimestamp();
        using var body = await JsonDocument.ParseAsync(call.Request.Body, default, call.RequestAborted);
        var key = keyOf(body.RootElement);
        switch (Behave())
        {
            case "fails":
                call.Response.StatusCode = 500;
                return;
            case "hangs":
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, call.RequestAborted);
                return;
            case "says no with 200":
                await call.Response.WriteAsJsonAsync(JsonDocument.Parse(no).RootElement);
                return;
            case "limits the rate" when channel == "robot":
                await call.Response.WriteAsync("""{"errcode":45009,"errmsg":"api freq out of limit"}""");
                return;
            case "limits the rate":
                call.Response.StatusCode = 429;
                call.Response.Headers.RetryAfter = "1";
                return;
            case "takes and drops":
                Take(new Taken(channel, key, Life, Answered: false));
                call.Abort();
                return;
            default:
                // On a machine out of breath the sender may have given up by now: then this is a drop like the one above.
                Take(new Taken(channel, key, Life, TimeProvider.System.GetElapsedTime(began) < Late));
                await call.Response.WriteAsync("""{"errcode":0,"errmsg":"ok"}""");
                return;
        }
    }

    private void Take(Taken taken)
    {
        lock (_gate) _taken.Add(taken);
    }

    private string Behave()
    {
        lock (_gate)
        {
            var how = Healed ? "takes" : _chance.Next(100) switch
            {
                < 45 => "takes",
                < 57 => "fails",
                < 65 => "hangs",
                < 77 => "says no with 200",
                < 87 => "limits the rate",
                _ => "takes and drops",
            };
            _behaved[how] = _behaved.GetValueOrDefault(how) + 1;
            return how;
        }
    }
}
