using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using MimeKit;
using Xunit;

namespace Monitor.Tests.Support;

/// <summary>A letter as the server took it: envelope and message.</summary>
internal sealed record Letter(string From, IReadOnlyList<string> To, MimeMessage Message);

/// <summary>How the server behaves.</summary>
internal sealed record MailServerOptions
{
    /// <summary>Recipient to the answer on RCPT, such as "550 no such user".</summary>
    public IReadOnlyDictionary<string, string> Refuse { get; init; } = new Dictionary<string, string>();

    /// <summary>Answer on the letter itself; null takes it.</summary>
    public string? Data { get; init; }

    /// <summary>Closes the connection instead of answering the letter.</summary>
    public bool Drop { get; init; }

    /// <summary>Never answers the letter.</summary>
    public bool Hang { get; init; }

    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>PEM files; with both the server offers STARTTLS and takes nothing before it.</summary>
    public string? Certificate { get; init; }

    public string? Key { get; init; }
}

/// <summary>A real SMTP server: Python's aiosmtpd in a process of its own, on a free port of loopback. Tests skip where it is not installed.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private const string Python = "/usr/bin/python3";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly Lazy<string?> Absent = new(Look);

    private readonly Process _process;
    private readonly SemaphoreSlim _came = new(0);
    private readonly ConcurrentQueue<Letter> _letters = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private MailServer(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, e) => Hear(e.Data);
        process.ErrorDataReceived += (_, e) => { if (e.Data is not null) _errors.Enqueue(e.Data); };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Why there can be no server here; null when there can.</summary>
    public static string? Missing => Absent.Value;

    public int Port { get; private set; }

    public IReadOnlyList<Letter> Letters => [.. _letters];

    public static async Task<MailServer> StartAsync(MailServerOptions? options = null)
    {
        if (Missing is { } reason) Assert.Skip(reason);
        var start = new ProcessStartInfo(Python, ["-u", "-c", Script, JsonSerializer.Serialize(options ?? new MailServerOptions(), Json)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var server = new MailServer(new Process { StartInfo = start });
        server.Port = await server._port.Task.WaitAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>Waits until one more letter has come.</summary>
    public Task CameAsync() => _came.WaitAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        // The script ends when its input does, also when this process is killed.
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _came.Dispose();
    }

    private static string? Look()
    {
        if (!File.Exists(Python)) return $"{Python} is not installed";
        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", "import aiosmtpd"]) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0 ? null : $"{Python} has no aiosmtpd (package python3-aiosmtpd)";
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            _port.TrySetException(new InvalidOperationException("the mail server ended: " + string.Join('\n', _errors)));
            return;
        }

        using var json = JsonDocument.Parse(line);
        if (json.RootElement.TryGetProperty("port", out var port))
        {
            _port.TrySetResult(port.GetInt32());
            return;
        }

        using var data = new MemoryStream(json.RootElement.GetProperty("data").GetBytesFromBase64());
        _letters.Enqueue(new Letter(
            json.RootElement.GetProperty("from").GetString()!,
            [.. json.RootElement.GetProperty("to").EnumerateArray().Select(t => t.GetString()!)],
            MimeMessage.Load(data)));
        _came.Release();
    }

    // AuthResult marks a failure as handled by default and then nobody answers the client; handled=False lets the server say 535.
    private const string Script = """
        import asyncio, base64, json, os, ssl, sys, threading
        from aiosmtpd.smtp import SMTP, AuthResult

        o = json.loads(sys.argv[1])

        def say(**line):
            print(json.dumps(line), flush=True)

        class Handler:
            async def handle_RCPT(self, server, session, envelope, address, options):
                if address in o["refuse"]:
                    return o["refuse"][address]
                envelope.rcpt_tos.append(address)
                return "250 OK"

            async def handle_DATA(self, server, session, envelope):
                if o["drop"]:
                    server.transport.abort()
                    return "451 gone"
                if o["hang"]:
                    await asyncio.Event().wait()
                if o["data"]:
                    return o["data"]
                say(**{"from": envelope.mail_from, "to": envelope.rcpt_tos, "data": base64.b64encode(envelope.content).decode()})
                return "250 2.0.0 queued as 42"

        def check(server, session, envelope, mechanism, data):
            good = data.login.decode() == o["user"] and data.password.decode() == o["password"]
            return AuthResult(success=good, handled=False)

        tls = None
        if o["certificate"]:
            tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            tls.load_cert_chain(o["certificate"], o["key"])
        settings = dict(hostname="mail.test", tls_context=tls, require_starttls=tls is not None)
        if o["user"]:
            settings.update(auth_required=True, auth_require_tls=tls is not None, authenticator=check)

        def end_with_parent():
            sys.stdin.read()
            os._exit(0)

        async def main():
            loop = asyncio.get_running_loop()
            server = await loop.create_server(lambda: SMTP(Handler(), loop=loop, **settings), "127.0.0.1", 0)
            threading.Thread(target=end_with_parent, daemon=True).start()
            say(port=server.sockets[0].getsockname()[1])
            await server.serve_forever()

        asyncio.run(main())
        """;
}
