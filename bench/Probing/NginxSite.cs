using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Monitor.Bench.Probing;

/// <summary>Debian's nginx with a page of 4 KB, over plain HTTP and over TLS with a certificate of its own authority: a target that is neither side's own.</summary>
internal sealed class NginxSite : IDisposable
{
    private readonly Process _server;
    private readonly string _folder;

    private NginxSite(string folder, Process server, int plain, int tls) => (_folder, _server, Plain, Tls) = (folder, server, plain, tls);

    public int Plain { get; }

    public int Tls { get; }

    /// <summary>Where the plain server notes the moment and address of each request; empty unless asked for.</summary>
    public string Seen => Path.Combine(_folder, "seen.log");

    public string CaFile => Path.Combine(_folder, "ca.pem");

    public static async Task<NginxSite> StartAsync(bool note = false)
    {
        var folder = Directory.CreateTempSubdirectory("bench-nginx").FullName;
        Certificates(folder);
        var page = "<!doctype html><title>志愿填报</title><p>" + new string('x', 4096);
        Directory.CreateDirectory(Path.Combine(folder, "html"));
        await File.WriteAllTextAsync(Path.Combine(folder, "html", "index.html"), page);
        if (OperatingSystem.IsLinux()) File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101); // its worker runs as another user
        var (plain, tls) = (Ports.Free(), Ports.Free());
        await File.WriteAllTextAsync(Path.Combine(folder, "nginx.conf"), $$"""
            worker_processes 1; daemon off; pid {{folder}}/nginx.pid; error_log {{folder}}/error.log;
            events { worker_connections 8192; }
            http {
              log_format seen "$msec $request_uri"; access_log {{(note ? folder + "/seen.log seen buffer=64k flush=1s" : "off")}}; root {{folder}}/html; charset utf-8; types { text/html html; }
              client_body_temp_path {{folder}}/b; proxy_temp_path {{folder}}/p; fastcgi_temp_path {{folder}}/f; uwsgi_temp_path {{folder}}/u; scgi_temp_path {{folder}}/s;
              server { listen 127.0.0.1:{{plain}} backlog=8192; location / { try_files /index.html =404; } }
              server { listen 127.0.0.1:{{tls}} ssl backlog=8192; ssl_certificate {{folder}}/site.pem; ssl_certificate_key {{folder}}/site.key; ssl_protocols TLSv1.2 TLSv1.3; ssl_session_tickets off; ssl_session_cache off; }
            }
            """);
        var server = Process.Start(new ProcessStartInfo("/usr/sbin/nginx", ["-p", folder, "-c", Path.Combine(folder, "nginx.conf"), "-e", Path.Combine(folder, "error.log")]))!;
        await Ports.ReadyAsync(plain);
        await Ports.ReadyAsync(tls);
        return new(folder, server, plain, tls);
    }

    public void Dispose()
    {
        _server.Kill(entireProcessTree: true);
        _server.WaitForExit();
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static void Certificates(string folder)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var rootRequest = new CertificateRequest("CN=Bench Root", rootKey, HashAlgorithmName.SHA256);
        rootRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        rootRequest.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(rootRequest.PublicKey, false));
        using var root = rootRequest.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        using var site = request.Create(root, now.AddDays(-1), now.AddDays(20), RandomNumberGenerator.GetBytes(12));
        File.WriteAllText(Path.Combine(folder, "ca.pem"), root.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "site.pem"), site.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "site.key"), key.ExportPkcs8PrivateKeyPem());
    }
}

/// <summary>Free ports and waiting for one to be served.</summary>
internal static class Ports
{
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static async Task ReadyAsync(int port)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException) when (clock.Elapsed < TimeSpan.FromSeconds(20))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            }
        }
    }
}
