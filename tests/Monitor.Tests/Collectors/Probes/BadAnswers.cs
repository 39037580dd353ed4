using System.IO.Compression;
using System.Text;
using Monitor.Tests.Collectors.Fetching;

namespace Monitor.Tests.Collectors.Probes;

/// <summary>Every way in which a server answers badly over plain HTTP, by path, with what a check must say of it. One table for the probe and for the command.</summary>
internal static class BadAnswers
{
    private static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    /// <param name="Code">Finding that names it; null when the phase and the words do.</param>
    /// <param name="Slow">Ends only by the check's own limit.</param>
    internal sealed record Case(Func<RawRequest, Task> Serve, string State, string? Phase, string? Code, string Said, bool Slow = false);

    public static IReadOnlyDictionary<string, Case> Cases { get; } = new Dictionary<string, Case>
    {
        ["half-open"] = new(r => r.SilenceAsync(), "Down", "first-byte", "http.silent", "没有发出任何数据", Slow: true),
        ["slow-headers"] = new(r => ThenAsync(r.SendAsync("HTTP/1.1 200 OK\r\n"), () => r.ForEverAsync("X-Drip: 1\r\n", TimeSpan.FromMilliseconds(50))), "Down", "first-byte", "http.slow-headers", "响应头仍未收完", Slow: true),
        ["slow-body"] = new(r => ThenAsync(r.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"), () => r.ForEverAsync("x", TimeSpan.FromMilliseconds(50))), "Down", "body", "http.slow-body", "声明 100000 字节，只收到", Slow: true),
        ["hang-up"] = new(r => { r.Socket.Close(); return Task.CompletedTask; }, "Down", "first-byte", "http.no-answer", "没有应答就关闭了连接"),
        ["half-headers"] = new(r => LastAsync(r, "HTTP/1.1 200 OK\r\nContent-Ty"), "Down", "first-byte", "http.headers-truncated", "响应头没有发完"),
        ["no-http"] = new(r => LastAsync(r, "220 mail.example.cn ESMTP\r\n\r\n"), "Down", "first-byte", "http.malformed", "不合 HTTP 语法"),
        ["huge-headers"] = new(r => ThenAsync(r.SendAsync("HTTP/1.1 200 OK\r\n"), () => r.ForEverAsync($"X-{new string('a', 900)}: {new string('b', 4000)}\r\n", TimeSpan.Zero)), "Down", "first-byte", "http.headers-too-large", "响应头过大"),
        ["reset"] = new(r => { r.Reset(); return Task.CompletedTask; }, "Down", "first-byte", "http.reset", "重置"),
        ["reset-mid-body"] = new(ResetMidBodyAsync, "Down", "body", "http.reset", "重置"),
        ["truncated"] = new(r => LastAsync(r, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n0123456789"), "Down", "body", "http.body-truncated", "声明 1000 字节，只收到 10 字节"),
        ["chunks-cut"] = new(r => LastAsync(r, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n"), "Down", "body", "http.body-truncated", "只收到 5 字节"),
        ["chunks-bad"] = new(r => LastAsync(r, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\nzz\r\nmore\r\n"), "Down", "body", "http.chunking", "分块编码有误"),
        ["no-gzip"] = new(r => LastAsync(r, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\nno gzip.."), "Down", "body", "http.encoding", "Content-Encoding"),
        ["gzip-bomb"] = new(BombAsync, "Up", null, null, ""),
        ["loop"] = new(r => GoAsync(r, r.Path == "/loop" ? "/loop/b" : "/loop"), "Down", "check", "http.redirect-loop", "重定向成环"),
        ["endless"] = new(r => GoAsync(r, "/endless/" + new string('x', r.Path.Length)), "Down", "check", "http.redirect-limit", "重定向超过 10 次，未见成环"),
        ["to-ftp"] = new(r => GoAsync(r, "ftp://127.0.0.1/x"), "Down", "check", "http.redirect-scheme", "非 http"),
        ["error"] = new(r => r.SendAsync("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"), "Down", "check", "http.status", "状态码 503，期望 200"),
        ["gbk"] = new(r => PageAsync(r, "text/html; charset=GBK", Gbk.GetBytes("<h1>志愿填报</h1>")), "Up", null, null, ""),
        ["gbk-said-utf8"] = new(r => PageAsync(r, "text/html; charset=utf-8", Gbk.GetBytes("<h1>志愿填报系统欢迎您</h1>")), "Degraded", null, "http.charset", "声明的字符集是 utf-8，内容实为 gb18030"),
        ["utf8-said-gbk"] = new(r => PageAsync(r, "text/html; charset=gb2312", Encoding.UTF8.GetBytes("<h1>志愿填报系统欢迎您</h1>")), "Degraded", null, "http.charset", "内容实为 utf-8"),
        ["http10"] = new(r => LastAsync(r, "HTTP/1.0 200 OK\r\n\r\nhello"), "Degraded", null, "http.version", "HTTP/1.0"),
    };

    public static RawSite Open() => new(r => Cases[r.Path.Split('/')[1]].Serve(r));

    private static async Task LastAsync(RawRequest r, string text)
    {
        await r.SendAsync(text);
        r.Socket.Shutdown(System.Net.Sockets.SocketShutdown.Both);
        r.Socket.Close();
    }

    private static async Task ThenAsync(Task first, Func<Task> then)
    {
        await first;
        await then();
    }

    private static async Task ResetMidBodyAsync(RawRequest r)
    {
        await r.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
        await r.SendAsync(new string('x', 100_000));
        r.Reset();
    }

    private static Task GoAsync(RawRequest r, string to) => r.SendAsync($"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n");

    private static async Task PageAsync(RawRequest r, string type, byte[] body)
    {
        await r.SendAsync($"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\n\r\n");
        await r.Socket.SendAsync(body, r.Stop);
    }

    /// <summary>A quarter of a gigabyte of nothing in some hundred kilobytes.</summary>
    private static async Task BombAsync(RawRequest r)
    {
        var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            for (var i = 0; i < 256; i++) await gzip.WriteAsync(new byte[1024 * 1024], r.Stop);
        await r.SendAsync($"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {packed.Length}\r\n\r\n");
        await r.Socket.SendAsync(packed.ToArray(), r.Stop);
    }
}
