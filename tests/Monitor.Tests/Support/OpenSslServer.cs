using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Monitor.Tests.Support;

/// <summary>`openssl s_server`, for what the platform's own TLS would refuse to serve: old versions, weak ciphers and keys. A test without it is skipped with that reason.</summary>
internal sealed class OpenSslServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _home;

    private OpenSslServer(Process process, DirectoryInfo home, int port) => (_process, _home, Port) = (process, home, port);

    public static bool IsThere { get; } = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator).Any(d => File.Exists(Path.Combine(d, "openssl"))) == true;

    public int Port { get; }

    /// <param name="certificate">With its key.</param>
    /// <param name="above">Sent after it.</param>
    /// <param name="arguments">More words for s_server, such as -tls1 -cipher ...</param>
    public static async Task<OpenSslServer> StartAsync(X509Certificate2 certificate, X509Certificate2[] above, params string[] arguments)
    {
        var home = Directory.CreateTempSubdirectory("s_server");
        var (pem, key) = (Path.Combine(home.FullName, "cert.pem"), Path.Combine(home.FullName, "key.pem"));
        await File.WriteAllTextAsync(pem, certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(key, certificate.GetRSAPrivateKey() is { } rsa ? rsa.ExportPkcs8PrivateKeyPem() : certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        var chain = Path.Combine(home.FullName, "chain.pem");
        if (above.Length > 0) await File.WriteAllTextAsync(chain, string.Join('\n', above.Select(c => c.ExportCertificatePem())));
        string[] more = above.Length > 0 ? ["-cert_chain", chain, .. arguments] : arguments;
        var port = FreePort();
        var start = new ProcessStartInfo("openssl", ["s_server", "-accept", $"127.0.0.1:{port}", "-cert", pem, "-key", key, "-www", .. more]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        // It says so when it listens, and nothing else before.
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            if (line.Contains("ACCEPT", StringComparison.Ordinal))
            {
                _ = process.StandardOutput.ReadToEndAsync();
                return new(process, home, port);
            }

        throw new InvalidOperationException($"openssl s_server {string.Join(' ', arguments)}: {await error}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _home.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }
}
