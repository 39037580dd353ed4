using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Monitor.Tests.Collectors;

namespace Monitor.Tests.Alerts.Robots;

/// <summary>
/// A robot's server on the loopback, written from its documentation and not from our client: it counts bytes and messages, checks
/// signatures on its own clock, and says no with HTTP 200.
/// </summary>
internal abstract class RobotStandIn(TimeProvider time) : IAsyncDisposable
{
    private readonly List<JsonElement> _shown = [];
    private readonly List<string> _queries = [];
    private readonly List<DateTimeOffset> _arrived = [];
    private WebSite? _site;

    protected TimeProvider Time => time;

    /// <summary>What people saw.</summary>
    public IReadOnlyList<JsonElement> Shown => _shown;

    /// <summary>Raw queries of all calls, also of refused ones.</summary>
    public IReadOnlyList<string> Queries => _queries;

    public int Calls => _queries.Count;

    /// <summary>When set, asked before any rule; a text is the answer.</summary>
    public Func<int, string?>? Trouble { get; set; }

    public async Task StartAsync() => _site = await WebSite.StartAsync(app => app.MapPost("/{**path}", HandleAsync));

    public string Url(string path) => _site!.Url(path).ToString();

    public ValueTask DisposeAsync() => _site?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>The refusal with its HTTP status, or null when the message is shown.</summary>
    protected abstract (int Status, string Answer)? Refusal(HttpContext call, int bytes, JsonElement body);

    protected abstract string Yes { get; }

    /// <summary>Messages that arrived in the stretch before now, this one not counted.</summary>
    protected int Recent(TimeSpan per) => _arrived.SkipLast(1).Count(a => a > time.GetUtcNow() - per);

    private async Task HandleAsync(HttpContext call)
    {
        using var stream = new MemoryStream();
        await call.Request.Body.CopyToAsync(stream);
        int number;
        lock (_queries)
        {
            _queries.Add(call.Request.QueryString.Value ?? "");
            _arrived.Add(time.GetUtcNow());
            number = _queries.Count;
        }

        var (status, answer) = Trouble?.Invoke(number) is { } trouble ? (200, trouble) : Judge(call, stream.ToArray());
        call.Response.StatusCode = status;
        call.Response.ContentType = "application/json";
        await call.Response.WriteAsync(answer);
    }

    private (int, string) Judge(HttpContext call, byte[] body)
    {
        if (call.Request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) != true) return (200, """{"errcode":40035,"code":9499,"errmsg":"not json","msg":"not json"}""");
        // Strict: a torn character is no UTF-8.
        using var json = JsonDocument.Parse(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(body));
        if (Refusal(call, body.Length, json.RootElement) is { } no) return no;
        lock (_shown) _shown.Add(json.RootElement.Clone());
        return (200, Yes);
    }
}
