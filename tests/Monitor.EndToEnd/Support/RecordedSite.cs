using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Monitor.EndToEnd.Support;

/// <summary>A web site on loopback whose pages are recorded answers or made on request.</summary>
internal sealed class RecordedSite : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Func<(byte[] Body, string ContentType)>> _pages = new(StringComparer.Ordinal);

    private RecordedSite(WebApplication app) => _app = app;

    /// <summary>Runs when a page is asked for, before it is answered; robots.txt does not count.</summary>
    public Action? Before { get; set; }

    public string Url => _app.Urls.First();

    public string Authority => new Uri(Url).Authority;

    public static async Task<RecordedSite> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var site = new RecordedSite(builder.Build());
        site._app.Run(site.AnswerAsync);
        await site._app.StartAsync();
        return site;
    }

    /// <returns>The page's address.</returns>
    public string Serve(string path, byte[] body, string contentType) => Serve(path, () => (body, contentType));

    public string Serve(string path, Func<(byte[] Body, string ContentType)> page)
    {
        _pages[path] = page;
        return Url + path;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        if (!_pages.TryGetValue(http.Request.Path.Value ?? "", out var page))
        {
            http.Response.StatusCode = (int)HttpStatusCode.NotFound;
            return;
        }

        Before?.Invoke();
        var (body, contentType) = page();
        http.Response.ContentType = contentType;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }
}
