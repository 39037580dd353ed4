using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Monitor.Tests.Collectors.Fetching;

/// <summary>One server with every bad habit of the public web, each at its own path.</summary>
public sealed class BadSite : IAsyncLifetime
{
    public const string Tag = "\"v1\"";
    public const string Changed = "Sat, 07 Jun 2025 01:00:00 GMT";
    private static readonly byte[] Chunk = new byte[64 * 1024];

    internal WebSite Site { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Site = await WebSite.StartAsync(Map);

    public ValueTask DisposeAsync() => Site.DisposeAsync();

    private static void Map(WebApplication app)
    {
        app.MapGet("/ok", () => "fine");
        app.MapGet("/huge", c => HugeAsync(c, announce: false));
        app.MapGet("/huge-announced", c => HugeAsync(c, announce: true));
        app.MapGet("/bomb", BombAsync);
        app.MapGet("/loop/{n:int}", (int n) => Results.Redirect($"/loop/{n + 1}"));
        app.MapGet("/hop/{n:int}", (int n) => n == 0 ? Results.Text("arrived") : Results.Redirect($"/hop/{n - 1}"));
        app.MapGet("/inside", (HttpContext c) => Results.Redirect($"http://localhost:{c.Connection.LocalPort}/ok"));
        app.MapGet("/to-file", c => LocationAsync(c, "file:///etc/passwd"));
        app.MapGet("/versioned", Versioned);
        app.MapGet("/latin-header", c => BytesAsync(c, "text/html; charset=iso-8859-1", "<meta charset=utf-8><p>高考志愿填报"u8.ToArray()));
        app.MapGet("/utf8-header", c => BytesAsync(c, "text/html; charset=utf-8", Gbk("<meta charset=gb2312><p>高考志愿填报")));
        app.MapGet("/cut", CutAsync);
        app.MapGet("/silent", c => NeverAsync(c.RequestAborted));
        app.MapGet("/stalling", StallAsync);
    }

    private static async Task HugeAsync(HttpContext c, bool announce)
    {
        const int chunks = 800;
        if (announce) c.Response.ContentLength = (long)chunks * Chunk.Length;
        for (var i = 0; i < chunks && !c.RequestAborted.IsCancellationRequested; i++) await c.Response.Body.WriteAsync(Chunk, c.RequestAborted);
    }

    private static async Task BombAsync(HttpContext c)
    {
        c.Response.Headers.ContentEncoding = "gzip";
        await using var packed = new GZipStream(c.Response.Body, CompressionLevel.Fastest);
        for (var i = 0; i < 800; i++) await packed.WriteAsync(Chunk, c.RequestAborted);
    }

    private static Task LocationAsync(HttpContext c, string to)
    {
        c.Response.StatusCode = 302;
        c.Response.Headers.Location = to;
        return Task.CompletedTask;
    }

    private static IResult Versioned(HttpContext c)
    {
        if (c.Request.Headers.IfNoneMatch == Tag && c.Request.Headers.IfModifiedSince == Changed) return Results.StatusCode(304);
        (c.Response.Headers.ETag, c.Response.Headers.LastModified) = (Tag, Changed);
        return Results.Text("first");
    }

    private static Task BytesAsync(HttpContext c, string type, byte[] body)
    {
        c.Response.ContentType = type;
        return c.Response.Body.WriteAsync(body).AsTask();
    }

    private static byte[] Gbk(string text) => CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(text);

    private static async Task CutAsync(HttpContext c)
    {
        c.Response.ContentLength = 1000;
        // Kestrel closes the connection when the handler ends before its announced length.
        await c.Response.WriteAsync("only the beginning");
    }

    private static async Task StallAsync(HttpContext c)
    {
        await c.Response.WriteAsync("a little, and then");
        await c.Response.Body.FlushAsync();
        await NeverAsync(c.RequestAborted);
    }

    private static async Task NeverAsync(CancellationToken gone)
    {
        var never = new TaskCompletionSource();
        await using var end = gone.Register(never.SetResult);
        await never.Task;
    }
}
