using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Monitor.Tests.Collectors;

namespace Monitor.Tests.Alerts.Webhook;

/// <summary>A receiver on the loopback that answers every POST in the way a test gives, and keeps what came.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebSite _site;
    private readonly List<Call> _calls;

    private Receiver(WebSite site, List<Call> calls) => (_site, _calls) = (site, calls);

    public sealed record Call(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body);

    public IReadOnlyList<Call> Calls => _calls;

    public static async Task<Receiver> StartAsync(Func<HttpContext, Task> answer)
    {
        var calls = new List<Call>();
        var site = await WebSite.StartAsync(app => app.MapFallback(async (HttpContext c) =>
        {
            using var body = new MemoryStream();
            await c.Request.Body.CopyToAsync(body);
            lock (calls) calls.Add(new Call(c.Request.Path, c.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray()));
            await answer(c);
        }));
        return new Receiver(site, calls);
    }

    public static Task<Receiver> SayingAsync(int status, string body, string? retryAfter = null, string? location = null) => StartAsync(async c =>
    {
        c.Response.StatusCode = status;
        if (retryAfter is not null) c.Response.Headers.RetryAfter = retryAfter;
        if (location is not null) c.Response.Headers.Location = location;
        await c.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
    });

    public string Url(string path) => _site.Url(path).ToString();

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
